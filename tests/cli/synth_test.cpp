// `scrub837 synth` as its users run it.
#include "tests/cli/program.hpp"

using namespace cli_test;
using namespace engine_test;

TEST_CASE("synth writes to standard output, to a file with what is to be expected beside it, or many files") {
    TemporaryDirectory const here;
    auto const out = program("synth --claims 20 --seed 5");
    CHECK(out.status == 0);
    CHECK(out.out.starts_with("ISA*"));
    CHECK(out.err.find("20 claims") != std::string::npos);
    std::string const to_file = "synth --claims 20 --seed 5 -q --errors C101 --out '" + here / "a.edi" + "'";
    CHECK(program(to_file).status == 0);
    CHECK(read_file(here / "a.edi").size() > 1000);
    CHECK(read_file(here / "a.edi.expected.jsonl").find("\"rule\":\"C101\"") != std::string::npos);
    CHECK(program(to_file).status == 3);
    CHECK(program(to_file + " --overwrite").status == 0);
    CHECK(program("check '" + here / "a.edi" + "'").status == 1);
    CHECK(program("synth --claims 20 --seed 5 -q --files 3 --out '" + here / "many" + "'").status == 0);
    CHECK(read_file(here / "many/0.edi") == out.out);
    CHECK(read_file(here / "many/2.edi") == program("synth --claims 20 --seed 7").out);
}

TEST_CASE("synth takes sizes, and refuses what it cannot do") {
    CHECK(program("synth --size 20k").out.size() >= 20000);
    CHECK(program("synth --errors list").out.find("C101  ") != std::string::npos);
    CHECK(program("synth --errors C101,Z9").err.find("C201") != std::string::npos); // those that there are
    for (char const* const wrong : {"--errors C101,Z9", "--size 0", "--size 5X", "--claims none", "--lines 0", "--lines 4-2",
                                    "--lines 1-51", "--cob 101", "--guide 835", "--files 2", "--drug-lines -1", "words"})
        CHECK(program(std::string("synth ") + wrong).status == 3);
}
