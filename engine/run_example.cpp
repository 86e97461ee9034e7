#include "engine/run_example.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "engine/run.hpp"
#include "rules/sample_files.hpp"

namespace engine {
namespace {

/// A file in memory, which has a path as long as this lives.
class MemoryFile {
public:
    explicit MemoryFile(std::string const& text) : file_(::memfd_create("example", MFD_CLOEXEC)) {
        for (std::size_t done = 0; file_ >= 0 && done < text.size();) {
            auto const written = ::write(file_, text.data() + done, text.size() - done);
            if (written <= 0) break;
            done += static_cast<std::size_t>(written);
        }
    }
    ~MemoryFile() {
        if (file_ >= 0) ::close(file_);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

private:
    int file_;
};

} // namespace

std::string example_text(rules::Example const& example) {
    auto const files = rules::sample_files();
    auto const file = std::find_if(files.begin(), files.end(), [&](auto const& each) { return each.name == example.sample; });
    if (file == files.end()) return {};
    std::string text(file->text);
    if (auto const at = text.find(example.replace); !example.replace.empty() && at != std::string::npos)
        text.replace(at, example.replace.size(), example.with);
    return text;
}

std::string run_example(rules::Policy policy, rules::Rule const& rule, std::string const& text, report::Style style) {
    policy.limit_to(rule);
    MemoryFile const file(text);
    std::string out;
    RunOptions options;
    options.inputs = {{.path = file.path(), .name = "example"}};
    options.writer.print = [&](std::string_view part) { out += part; };
    options.style = style;
    options.threads = 1;
    run(policy, std::move(options));
    return out;
}

} // namespace engine
