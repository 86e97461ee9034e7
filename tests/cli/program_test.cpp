// The program as its users run it: exit status, what goes to standard output and what to standard error, file modes.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string>

#include "tests/cli/program.hpp"
#include "tests/engine/packed.hpp"

using namespace cli_test;
using namespace engine_test;

namespace {

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
    for (char const* arguments : {"",
                                  "chekc x",
                                  "check",
                                  "check --nonsense",
                                  "check nowhere.edi",
                                  "check samples/837p-clean.edi --date 2026-02-30",
                                  "check samples/837p-clean.edi -j 0",
                                  "check samples/837p-clean.edi --control-number 0",
                                  "check samples/837p-clean.edi --policy no-such-policy",
                                  "check samples/837p-clean.edi samples/837p-clean.edi",
                                  "check samples/837p-clean.edi --fail-on everything",
                                  "check samples/837p-clean.edi --snip 0",
                                  "check samples/837p-clean.edi --snip 8",
                                  "check samples/837p-clean.edi --snip 3-1",
                                  "check samples/837p-clean.edi --snip 1,,2",
                                  "check samples/837p-clean.edi --snip ''",
                                  "explain",
                                  "explain U999",
                                  "help nonsense",
                                  "version now"}) {
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

TEST_CASE("packed files come through a pipe, but for zip archives") {
    TemporaryDirectory const here;
    std::string const text = sample("837p-wrong-units.edi");
    write_file(here / "a.gz", gzip(text));
    write_file(here / "a.zst", zstd(text));
    write_file(here / "a.zip", zip({{"a.edi", text}}));
    auto const plain = program("check samples/837p-wrong-units.edi");
    for (std::string const name : {"a.gz", "a.zst"}) {
        CHECK(program("check -", "cat " + here / name + " |").out == plain.out);
        CHECK(program("check - -j 1", "cat " + here / name + " |").out == plain.out);
        auto const cut = program("check -", "head -c 500 " + here / name + " |");
        CHECK(cut.status == 2);
        CHECK(cut.says("that is cut off"));
    }
    auto const zipped = program("check -", "cat " + here / "a.zip" + " |");
    CHECK(zipped.status == 2);
    CHECK(zipped.says("cannot be read from a pipe"));
    CHECK(program("check - <" + here / "a.zip").out == plain.out);
    CHECK(program("check " + (here / "a.zip") + " --max-members 0").status == 3);
    CHECK(program("check " + (here / "a.zip") + " --max-ratio x").status == 3);
    CHECK(program("check " + (here / "a.zip") + " --max-unpacked 1 --out '" + here / "out'").status == 1);
    CHECK(!read_file(here / "out/a.zip/a.edi.report.txt").empty());
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

TEST_CASE("a run that is killed leaves nothing that looks whole, and can be done again") {
    TemporaryDirectory const out;
    auto const killed = program("check - --out '" + out / "results" + "'", "(cat samples/837p-clean.edi; sleep 1) | timeout -s KILL 0.5");
    CHECK(killed.status != 0);
    std::size_t unfinished = 0;
    for (auto const& entry : fs::directory_iterator(out / "results")) {
        CHECK_MESSAGE(entry.path().filename().string().find(".tmp-") != std::string::npos, entry.path().string());
        ++unfinished;
    }
    CHECK(unfinished > 0);
    CHECK(program("check samples/837p-clean.edi --out '" + out / "results" + "'").status == 0);
    CHECK(fs::exists(out / "results/results.sqlite"));
    TemporaryDirectory const other;
    CHECK(program("check samples/837p-clean.edi --no-database --out '" + other / "results" + "'").status == 0);
    CHECK_FALSE(fs::exists(other / "results/results.sqlite"));
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
    CHECK(ended.err.find("notice") == std::string::npos); // it contradicts no code table
    CHECK(program("check samples/837p-clean.edi").err.find("notice J2371: ") != std::string::npos);
}

TEST_CASE("a run can be limited to some SNIP types and says so") {
    auto const units = program("check samples/837p-wrong-units.edi --snip 6");
    CHECK(units.status == 1);
    CHECK(units.out.find("error[U105]") != std::string::npos);
    CHECK(units.out.find("error[U101]") == std::string::npos); // a missing element is type 2
    CHECK(units.err.find("limited to SNIP types 6:") != std::string::npos);
    auto const others = program("check samples/837p-wrong-units.edi --snip 1-5,7");
    CHECK(others.out.find("error[U101]") != std::string::npos);
    CHECK(others.out.find("error[U105]") == std::string::npos);
    CHECK(others.err.find("claims in 6 = accepted 5 + rejected 1") != std::string::npos);
    auto const wrong = program("check samples/837p-clean.edi --snip 1-9");
    CHECK(wrong.status == 3);
    CHECK(wrong.err.find("--snip 1-9 are no SNIP types") != std::string::npos);

    TemporaryDirectory const out;
    CHECK(program("check samples/837p-wrong-units.edi --snip 3 --out " + out / "results").status == 0);
    CHECK(read_file(out / "results/837p-wrong-units.edi.report.txt").find("\nlimited to SNIP types 3:") != std::string::npos);
    CHECK(read_file(out / "results/summary.json").find("\"snip\":\"3\"") != std::string::npos);
}

TEST_CASE("what cannot be read is refused whatever a run is limited to") {
    CHECK(program("check README.md --snip 3").status == 2);
    // A segment too large to be read, a version that is not known.
    TemporaryDirectory const here;
    write_file(here / "large.edi", replaced(sample("837p-clean.edi"), "HI*ABK", "NTE*ADD*" + std::string(2 << 20, 'A') + "~HI*ABK"));
    auto const large = program("check '" + here / "large.edi" + "' --snip 7");
    CHECK(large.status == 1);
    CHECK(large.err.find("accepted 2 + rejected 1") != std::string::npos);
    auto const piped = [](std::string const& change) {
        return program("check - --snip 7", "sed '" + change + "' samples/837p-clean.edi |");
    };
    CHECK(piped("").err.find("accepted 3 + rejected 0") != std::string::npos);
    CHECK(piped("s/005010X222A1/005010X299/").err.find("accepted 0 + rejected 3") != std::string::npos);
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
