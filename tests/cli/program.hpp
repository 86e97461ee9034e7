// Runs the program as its users do: through a shell, in the project's directory.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/run_support.hpp"

namespace cli_test {

/// How a run ended and what it wrote.
struct Ended {
    int status = -1; ///< exit status; -1: it was killed
    std::string out, err;
    bool says(std::string_view text) const { return (out + err).find(text) != std::string::npos; }
};

/// `before` stands in front of the program: variables, a limit.
inline Ended program(std::string const& arguments, std::string const& before = "") {
    engine_test::TemporaryDirectory const here;
    std::string const command = "export XDG_CONFIG_HOME=/nonexistent; cd '" + engine_test::project().string() + "' && " + before +
                                " " SCRUB837_PROGRAM " " + arguments + " >" + here / "out" + " 2>" + here / "err";
    int const ended = std::system(command.c_str());
    return {WIFEXITED(ended) ? WEXITSTATUS(ended) : -1, engine_test::read_file(here / "out"), engine_test::read_file(here / "err")};
}

} // namespace cli_test
