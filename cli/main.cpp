#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <string>
#include <vector>

#include "cli/command.hpp"

int main(int count, char** words) {
    // Claims are other people's medical data: nothing we make is for others to read, and no core file holds any of it.
    ::umask(0077);
    rlimit const no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error like any other
    std::vector<std::string> const arguments(words + (count > 0 ? 1 : 0), words + count);
    return static_cast<int>(cli::run(arguments));
}
