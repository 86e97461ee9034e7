// The program as its users run it: exit status, what goes to standard output and what to standard error, file modes.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

struct Ended {
    int status = -1;
    std::string out, err;
};

// Runs the program through the shell, in the project's directory.
Ended program(std::string const& arguments, std::string const& before = "") {
    TemporaryDirectory const here;
    std::string const command =
        "cd '" + project().string() + "' && " + before + " " SCRUB837_PROGRAM " " + arguments + " >" + here / "out" + " 2>" + here / "err";
    int const ended = std::system(command.c_str());
    return {WIFEXITED(ended) ? WEXITSTATUS(ended) : -1, read_file(here / "out"), read_file(here / "err")};
}

unsigned mode_of(std::string const& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

} // namespace

TEST_CASE("exit status 0 and 1 tell clean claims from findings") {
    auto const clean = program("check samples/837p-clean.edi");
    CHECK(clean.status == 0);
    CHECK(clean.out == "");
    CHECK(clean.err.find("claims in 3 = accepted 3 + rejected 0") != std::string::npos);
    auto const wrong = program("check samples/837p-wrong-units.edi");
    CHECK(wrong.status == 1);
    CHECK(wrong.out.find("error[U105] units-disagree-with-ndc") != std::string::npos);
    CHECK(program("check samples/837p-wrong-units.edi --fail-on never").status == 0);
}

TEST_CASE("the highest exit status applies and the rest of the batch is processed") {
    auto const mixed = program("check samples/837p-wrong-units.edi README.md samples/837p-clean.edi");
    CHECK(mixed.status == 2);
    CHECK(mixed.err.find("claims in 9 = accepted 3 + rejected 6") != std::string::npos);
    CHECK(mixed.err.find("README.md") != std::string::npos);
}

TEST_CASE("wrong use is status 3 with a way on, and nothing is processed") {
    for (char const* arguments :
         {"", "chekc x", "check", "check --nonsense", "check nowhere.edi", "check samples/837p-clean.edi --date 2026-02-30",
          "check samples/837p-clean.edi -j 0", "check samples/837p-clean.edi --control-number 0",
          "check samples/837p-clean.edi --policy no-such-policy", "check samples/837p-clean.edi samples/837p-clean.edi",
          "check samples/837p-clean.edi --fail-on everything", "explain", "explain U999", "help nonsense", "version now"}) {
        CAPTURE(arguments);
        auto const ended = program(arguments);
        CHECK(ended.status == 3);
        CHECK(ended.err + ended.out != "");
    }
}

TEST_CASE("standard input is an input like any other") {
    auto const ended = program("check -", "cat samples/837p-wrong-units.edi |");
    CHECK(ended.status == 1);
    CHECK(ended.out == program("check samples/837p-wrong-units.edi").out);
}

TEST_CASE("outputs are for their owner only, and standard error names no patient") {
    TemporaryDirectory const out;
    auto const ended = program("check samples/837p-wrong-units.edi --date 2026-11-24 --out " + out / "results", "umask 0 &&");
    CHECK(ended.status == 1);
    CHECK(ended.out == "");
    CHECK(mode_of(out / "results") == 0700);
    for (auto const& entry : fs::recursive_directory_iterator(out / "results")) CHECK(mode_of(entry.path().string()) == 0600);
    CHECK(fs::exists(out / "results/837p-wrong-units.edi.report.txt"));
    for (char const* secret : {"RB-4001", "RIVERBEND"}) CHECK(ended.err.find(secret) == std::string::npos);
    CHECK(program("check samples/837p-wrong-units.edi --out " + out / "results").status == 3);
    CHECK(program("check samples/837p-wrong-units.edi --overwrite --out " + out / "results").status == 1);
}

TEST_CASE("results inside the directory that is checked are not read as inputs") {
    TemporaryDirectory const here;
    write_file(here / "a.edi", sample("837p-clean.edi"));
    std::string const arguments = "check '" + here.path().string() + "' --overwrite --out '" + here / "results" + "'";
    CHECK(program(arguments).status == 0);
    CHECK(program(arguments).status == 0);
    CHECK(read_file(here / "results/summary.txt").find("1 input,") != std::string::npos);
}

TEST_CASE("what cannot be written is status 4") {
    CHECK(program("check samples/837p-clean.edi --out /dev/null/results").status == 4);
    // A full device as standard output.
    TemporaryDirectory const here;
    std::string const command =
        "cd '" + project().string() + "' && " SCRUB837_PROGRAM " check samples/837p-wrong-units.edi >/dev/full 2>" + here / "err";
    CHECK(WEXITSTATUS(std::system(command.c_str())) == 4);
    CHECK(read_file(here / "err").find("standard output") != std::string::npos);
}

TEST_CASE("the cms policy judges the same claims otherwise, and says what it is") {
    auto const ended = program("check samples/837p-clean.edi --policy cms");
    CHECK(ended.err.find("policy cms") != std::string::npos);
    CHECK(ended.err.find("J2371") != std::string::npos);
}

TEST_CASE("explain and rules speak of every rule") {
    auto const rules = program("rules");
    CHECK(rules.status == 0);
    auto const explained = program("explain units-over-day-limit u105");
    CHECK(explained.status == 0);
    CHECK(explained.out.find("U104 units-over-day-limit") != std::string::npos);
    CHECK(explained.out.find("U105") != std::string::npos);
    CHECK(program("version").out.find("policy j2371") != std::string::npos);
    CHECK(program("help check").out.find("--control-number") != std::string::npos);
}
