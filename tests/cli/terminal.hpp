// Runs the program on a pseudo-terminal, as people do.
#pragma once

#include <doctest/doctest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "engine/run_support.hpp"

namespace cli_test {

/// How a run on a terminal ended, and everything that the terminal got.
struct TerminalRun {
    int status = -1; ///< exit status, or 128 and the signal
    std::string screen;
};

/// Runs `command` through a shell in the project's directory. When the terminal has got the text `until`, an interrupt is typed.
inline TerminalRun on_terminal(std::string const& command, std::string const& until = "") {
    int terminal = -1;
    winsize const size{24, 120, 0, 0};
    pid_t const child = ::forkpty(&terminal, nullptr, nullptr, &size);
    REQUIRE(child >= 0);
    if (child == 0) {
        std::signal(SIGINT, SIG_DFL);
        ::setenv("TERM", "xterm", 1);
        ::unsetenv("NO_COLOR");
        if (::chdir(engine_test::project().c_str()) == 0) ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        ::_exit(127);
    }
    TerminalRun run;
    char bytes[4096];
    bool typed = until.empty();
    for (ssize_t got; (got = ::read(terminal, bytes, sizeof bytes)) > 0;) {
        run.screen.append(bytes, static_cast<std::size_t>(got));
        if (typed || run.screen.find(until) == std::string::npos) continue;
        typed = ::write(terminal, "\x03", 1) == 1;
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(terminal);
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return run;
}

/// What stays on the last line of a terminal that got this.
inline std::string last_line(std::string const& screen) {
    std::string line;
    for (std::size_t i = 0; i < screen.size(); ++i) {
        if (screen[i] == '\n') {
            line.clear();
        } else if (screen[i] == '\r') {
            continue; // what comes next writes over it, or removes it
        } else if (screen.compare(i, 3, "\x1b[K") == 0) {
            line.clear();
            i += 2;
        } else {
            line += screen[i];
        }
    }
    return line;
}

} // namespace cli_test
