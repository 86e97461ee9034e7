// Waivers and the baseline as users of the program have them.
#include "tests/cli/program.hpp"

using namespace cli_test;
using namespace engine_test;

namespace {

std::string const toml = "[[waiver]]\nrule = \"U105\"\nwho = \"J. Doe\"\nreason = \"new scale\"\nuntil = 2026-12-31\n";

} // namespace

TEST_CASE("check knows waivers: exit status, words on standard error, settings") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", replaced(sample("837p-clean.edi"), "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*2***1~"));
    write_file(here / "w.toml", toml);
    std::string const check = "check '" + here / "in.edi" + "' --date 2026-11-24 ";
    std::string const waived = check + "--waivers '" + here / "w.toml" + "' ";
    CHECK(program(check + "-q").status == 1);
    auto const good = program(waived);
    CHECK(good.status == 0);
    CHECK(good.says("waived error[U105]"));
    CHECK(good.says("1 finding is waived; 1 claim with 180.00 is accepted"));
    CHECK(!good.says("is unused"));
    CHECK(program(waived + "--fail-on advice -q").status == 0);
    // Expired, unused, wrong.
    auto const late = program("check '" + here / "in.edi" + "' --date 2027-01-01 --waivers '" + here / "w.toml" + "'");
    CHECK(late.status == 1);
    CHECK(late.says("w.toml:2: the waiver of U105 has expired: prolong it or take it out"));
    CHECK(
        program("check samples/837p-clean.edi --date 2026-11-24 --waivers '" + here / "w.toml" + "'").says("the waiver of U105 is unused"));
    write_file(here / "wrong.toml", "[[waiver]]\nrule = \"U1O5\"\n");
    auto const wrong = program(check + "--waivers '" + here / "wrong.toml" + "'");
    CHECK(wrong.status == 3);
    CHECK(wrong.says("wrong.toml:2:"));
    CHECK(wrong.says("did you mean U105?"));
    // From the file with settings, as seen from there.
    write_file(here / "settings.toml", "[check]\nwaivers = \"w.toml\"\n");
    CHECK(program(check + "-q --config '" + here / "settings.toml" + "'").status == 0);
    CHECK(program("help waivers").says("[[waiver]]"));
}

TEST_CASE("check writes a baseline and knows it again") {
    TemporaryDirectory const here;
    write_file(here / "in.edi", sample("837p-wrong-units.edi"));
    std::string const in = "'" + here / "in.edi" + "' ", known = "'" + here / "known.txt" + "' ";
    CHECK(program("check " + in + "-q --write-baseline " + known).status == 1);
    CHECK(read_file(here / "known.txt").starts_with("# scrub837 baseline 1"));
    CHECK(program("check " + in + "-q --baseline " + known).status == 0);
    CHECK(program("check " + in + "--baseline " + known).says("by baseline: known before"));
    CHECK(program("check " + in + "-q --write-baseline " + known).status == 3); // it is there
    CHECK(program("check " + in + "-q --write-baseline " + known + "--baseline " + known).status == 0);
    CHECK(program("check " + in + "-q --write-baseline " + known + "--overwrite").status == 1);
    CHECK(program("check " + in + "-q --overwrite --write-baseline " + in).status == 3);
    CHECK(read_file(here / "in.edi") == sample("837p-wrong-units.edi"));
    CHECK(program("check " + in + "-q --baseline " + in).status == 3); // no baseline
    CHECK(program("check samples/837p-clean.edi --baseline " + known).says("not found again"));
}
