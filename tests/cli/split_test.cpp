// `check --split` as its users run it: which files are there, what is refused, what is said.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

// Exit status of `scrub837 check ARGUMENTS`; `said` gets what it wrote to standard error.
int check(std::string const& arguments, std::string* said = nullptr) {
    TemporaryDirectory const here;
    std::string const command =
        "cd '" + project().string() + "' && " SCRUB837_PROGRAM " check " + arguments + " >" + here / "out" + " 2>" + here / "err";
    int const ended = std::system(command.c_str());
    if (said) *said = read_file(here / "err");
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
}

} // namespace

TEST_CASE("split wants a directory") {
    std::string said;
    CHECK(check("samples/837p-clean.edi --split", &said) == 3);
    CHECK(said.find("--split wants --out") != std::string::npos);
}

TEST_CASE("split writes a file for each verdict that there is, for their owner only") {
    TemporaryDirectory const out;
    std::string const arguments =
        "samples/837p-clean.edi samples/837p-wrong-units.edi samples/two-interchanges.edi --split --no-cross-claim --out " + out / "o";
    CHECK(check(arguments) == 1);
    struct stat status {};
    for (char const* name : {"837p-clean.edi.accepted.edi", "837p-wrong-units.edi.rejected.edi", "two-interchanges.edi.accepted.edi"}) {
        CAPTURE(name);
        REQUIRE(::stat((out / "o/" + name).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
    CHECK_FALSE(fs::exists(out / "o/837p-clean.edi.rejected.edi"));
    CHECK_FALSE(fs::exists(out / "o/837p-wrong-units.edi.accepted.edi"));
    CHECK(read_file(out / "o/summary.txt").find("split: 4 claims in accepted.edi, 7 in rejected.edi, 0 in neither\n") != std::string::npos);
    CHECK(check(out / "o/two-interchanges.edi.accepted.edi") == 0);
    CHECK(check(out / "o/837p-wrong-units.edi.rejected.edi") == 1);
}

TEST_CASE("split files of an earlier run are neither written over unasked nor left beside new results") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", sample("837p-wrong-units.edi"));
    std::string const arguments = here / "in.edi" + " --out " + here / "o";
    fs::create_directory(here / "o");
    write_file(here / "o/in.edi.accepted.edi", "of an earlier run");
    CHECK(check(arguments + " --split") == 3);
    CHECK(check(arguments) == 3);
    CHECK(check(arguments + " --split --overwrite") == 1);
    CHECK_FALSE(fs::exists(here / "o/in.edi.accepted.edi"));
    CHECK(fs::exists(here / "o/in.edi.rejected.edi"));
    CHECK(check(arguments + " --overwrite") == 1);
    CHECK_FALSE(fs::exists(here / "o/in.edi.rejected.edi"));
}

TEST_CASE("a split file that is an input is not replaced") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", sample("837p-clean.edi"));
    write_file(here / "in.edi.accepted.edi", sample("837p-clean.edi"));
    std::string said;
    CHECK(check(here.path().string() + " --split --overwrite --out " + here.path().string(), &said) == 3);
    CHECK(said.find("in.edi.accepted.edi is an input") != std::string::npos);
    CHECK(read_file(here / "in.edi.accepted.edi") == sample("837p-clean.edi"));
}
