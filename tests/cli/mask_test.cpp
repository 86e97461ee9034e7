// `scrub837 mask` as its users run it.
#include "tests/cli/program.hpp"
#include "tests/engine/packed.hpp"

using namespace cli_test;
using namespace engine_test;

TEST_CASE("mask writes to standard output or to a file for its owner alone") {
    TemporaryDirectory const here;
    std::string const seeded = "mask samples/837p-cob.edi --seed tests";
    auto const out = program(seeded);
    CHECK(out.status == 0);
    CHECK(out.out.size() == sample("837p-cob.edi").size());
    CHECK(out.err == "");
    CHECK(program(seeded).out == out.out);
    CHECK(program("mask - --seed tests", "cat samples/837p-cob.edi |").out == out.out);
    CHECK(program("mask samples/837p-cob.edi").out != program("mask samples/837p-cob.edi").out); // a random seed
    std::string const to_file = seeded + " --out '" + here / "sub/masked.edi" + "'";
    CHECK(program(to_file).status == 0);
    CHECK(read_file(here / "sub/masked.edi") == out.out);
    CHECK((fs::status(here / "sub/masked.edi").permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(program(to_file).status == 3);
    CHECK(program(to_file + " --overwrite").status == 0);
}

TEST_CASE("mask refuses what it cannot do") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", sample("837p-clean.edi"));
    std::string const in = "'" + here / "in.edi" + "'";
    CHECK(program("mask").status == 3);
    CHECK(program("mask nowhere.edi").status == 3);
    CHECK(program("mask samples").status == 3); // many files
    CHECK(program("mask " + in + " --out " + in + " --overwrite").status == 3);
    CHECK(read_file(here / "in.edi") == sample("837p-clean.edi"));
    CHECK(program("mask " + in + " --out /dev/null/x").status == 4);

    std::string const archive = zip({{"a.edi", sample("837p-clean.edi")}});
    write_file(here / "in.zip", archive);
    std::string const packed = "'" + here / "in.zip" + "'";
    CHECK(program("mask " + packed + " --out " + packed + " --overwrite").status == 3);
    CHECK(read_file(here / "in.zip") == archive);
}

TEST_CASE("check --mask hides the number of an earlier claim, which is in no segment at hand") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", sample("837p-clean.edi"));
    write_file(here / "more.edi", replaced(sample("837p-clean.edi"), "*RB20261102A*", "*RB20261102B*"));
    auto const shown = program("check '" + here / "in.edi" + "' '" + here / "more.edi" + "' --policy j2371 -q");
    auto const hidden = program("check '" + here / "in.edi" + "' '" + here / "more.edi" + "' --policy j2371 -q --mask");
    CHECK(shown.says("the same claim as claim RB-1001 at byte "));
    CHECK(hidden.says("the same claim as claim "));
    CHECK(!hidden.says("RB-1001"));
    CHECK(shown.out.size() == hidden.out.size());
}
