#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace {

// A caller may have closed standard streams. Their numbers must not go to the next file that is opened, or talk ends up in results; reading
// and writing fails as before.
void occupy_standard_streams() {
    for (int const stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) < 0) static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

} // namespace

int main(int count, char** words) {
    // Claims are other people's medical data: nothing we make is for others to read, and no core file holds any of it.
    occupy_standard_streams();
    ::umask(0077);
    rlimit const no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error like any other
    std::vector<std::string> const arguments(words + (count > 0 ? 1 : 0), words + count);
    return static_cast<int>(cli::run(arguments));
}
