// Colors and the progress line, on a pseudo-terminal.
#include "tests/cli/terminal.hpp"

#include "cli/progress.hpp"
#include "tests/cli/program.hpp"

using namespace cli_test;
using namespace engine_test;

namespace {

bool colored(std::string const& text) {
    return text.find("\x1b[1;31m") != std::string::npos;
}

/// Writes claims to a pipe for more than a second, and the program behind it.
std::string slow_check(std::string const& options, std::string const& end = "") {
    return "{ cat samples/837p-clean.edi; sleep 1.3; cat samples/837p-wrong-units.edi; " + end + "} | " SCRUB837_PROGRAM " check - " +
           options;
}

} // namespace

TEST_CASE("colors are for terminals unless somebody says otherwise") {
    std::string const check = SCRUB837_PROGRAM " check samples/837p-wrong-units.edi";
    CHECK(colored(on_terminal(check).screen));
    CHECK(!colored(on_terminal("NO_COLOR=1 " + check).screen));
    CHECK(!colored(on_terminal("TERM=dumb " + check).screen));
    CHECK(!colored(on_terminal(check + " --color never").screen));
    CHECK(colored(on_terminal("NO_COLOR=1 " + check + " --color always").screen));
    CHECK(!colored(program("check samples/837p-wrong-units.edi").out));
    CHECK(colored(program("check samples/837p-wrong-units.edi --color always").out));
    CHECK(!colored(program("explain U105").out));
    CHECK(colored(program("explain U105 --color always").out));
}

TEST_CASE("the progress line is there after a second on a terminal, and goes") {
    auto const run = on_terminal(slow_check("2>&1 >/dev/null"));
    CHECK(run.status == 1);
    CHECK(run.screen.find(" MB, 9 claims, ") != std::string::npos);
    CHECK(run.screen.find(" claims, 0 MB/s\x1b[K\r\x1b[K") != std::string::npos);
    CHECK(last_line(run.screen) == "");
    CHECK(run.screen.find("RIVERBEND") == std::string::npos);
}

TEST_CASE("no progress line in a short run, with -q, on a dumb terminal, or where standard error is no terminal") {
    CHECK(on_terminal(SCRUB837_PROGRAM " check samples/837p-clean.edi").screen.find("MB/s") == std::string::npos);
    CHECK(on_terminal(slow_check("-q >/dev/null")).screen.find("MB/s") == std::string::npos);
    CHECK(on_terminal("export TERM=dumb; " + slow_check(">/dev/null")).screen.find("MB/s") == std::string::npos);
    TemporaryDirectory const here;
    on_terminal(slow_check("2>" + here / "err"));
    CHECK(read_file(here / "err").find("MB/s") == std::string::npos);
    CHECK(read_file(here / "err").find("claims in 9") != std::string::npos);
}

TEST_CASE("the progress line goes when the run is interrupted or fails") {
    // Two blocks with a second between them; then nothing more comes.
    std::string const claims = "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do cat samples/*.edi; done";
    std::string const endless =
        "{ " + claims + "; sleep 1.3; " + claims + "; sleep 30; } | " SCRUB837_PROGRAM " check - --block-size 10000 >/dev/null";
    auto const interrupted = on_terminal(endless, "MB/s");
    CHECK(interrupted.status == 130); // as a shell says that it was the signal
    CHECK(interrupted.screen.find("MB/s") != std::string::npos);
    std::string const end = interrupted.screen.substr(interrupted.screen.rfind("MB/s"));
    CHECK(end.find("\r\x1b[K") != std::string::npos);

    auto const failed = on_terminal(slow_check(">/dev/full"));
    CHECK(failed.status == 4);
    CHECK(failed.screen.find("cannot write to standard output") != std::string::npos);
    CHECK(last_line(failed.screen) == "");
}

TEST_CASE("the progress line says how much is left where the size is known") {
    using cli::progress::text;
    CHECK(text({250'000'000, 1'000}, 1'000'000'000, 2.0) == "250 of 1000 MB (25 %), 1000 claims, 125 MB/s, 6 s left");
    CHECK(text({1'000'000, 0}, 1'000'000'000, 1.0) == "1 of 1000 MB (0 %), 0 claims, 1 MB/s, 16 min 39 s left");
    CHECK(text({1'000'000, 7}, 0, 1.0) == "1 MB, 7 claims, 1 MB/s");
    CHECK(text({2'000'000, 7}, 1'000'000, 1.0) == "2 MB, 7 claims, 2 MB/s"); // a file that grew
    CHECK(text({0, 0}, 100, 0.0) == "0 of 0 MB (0 %), 0 claims, 0 MB/s");
}
