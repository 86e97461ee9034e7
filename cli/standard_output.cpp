#include "cli/standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/progress.hpp"

namespace cli {

void StandardOutput::print(std::string_view text) {
    progress::clear(); // it may be on the same terminal
    while (!failed_ && !text.empty()) {
        auto const done = ::write(STDOUT_FILENO, text.data(), text.size());
        if (done >= 0) {
            text.remove_prefix(static_cast<std::size_t>(done));
        } else if (errno != EINTR) {
            failed_ = true;
            closed_ = errno == EPIPE;
            reason_ = std::strerror(errno);
        }
    }
}

} // namespace cli
