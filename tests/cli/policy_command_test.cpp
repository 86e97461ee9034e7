// `scrub837 policy` and `check --tables` as their users run them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "tests/cli/program.hpp"

using namespace cli_test;
using namespace engine_test;

TEST_CASE("policy list names the built-in policies and what they contradict") {
    auto const list = program("policy list");
    CHECK(list.status == 0);
    for (char const* part : {"policy cms ", "policy j2371 ", "sha256 ", "notice J2371: ", "phenylephrine"}) CHECK(list.says(part));
    CHECK(program("policy list x").status == 3);
    CHECK(program("policy").status == 3);
    CHECK(program("policy delete").status == 3);
}

TEST_CASE("policy show prints what is in force on a day, with sources") {
    auto const before = program("policy show cms --date 2023-06-30"), after = program("policy show cms --date 2023-07-01");
    CHECK(before.status == 0);
    CHECK(before.says("  code = \"J2370\"\n"));
    CHECK(!before.says("  code = \"J2371\"\n"));
    CHECK(after.says("  code = \"J2371\"\n"));
    CHECK(!after.says("  code = \"J2370\"\n"));
    CHECK(after.says("  source = \""));
    CHECK(after.says("table procedures 2024-07"));
    CHECK(program("policy show cms --date 2023-06-31").status == 3);
    CHECK(program("policy show cms --nonsense").status == 3);
}

TEST_CASE("policy check says what is wrong, where, and what to do") {
    auto const good = program("policy check j2371 cms");
    CHECK(good.status == 0);
    CHECK(good.says("no mistake"));
    TemporaryDirectory const here;
    write_file(here / "wrong.toml", "id = \"w\"\nversion = \"1\"\ntitle = \"t\"\n[severty]\nU105 = \"off\"\n");
    auto const wrong = program("policy check '" + here / "wrong.toml" + "'");
    CHECK(wrong.status == 3);
    CHECK(wrong.says("wrong.toml:4:"));
    CHECK(wrong.says("did you mean severity?"));
    CHECK(wrong.says("  4 | [severty]"));
    CHECK(program("policy check no-such-policy").status == 3);
}

TEST_CASE("tables of a directory are in force, and a mistake in one stops the run") {
    TemporaryDirectory const here;
    std::string const head =
        "# table: places\n# version: mine-7\n# covers: 2026-01-01 2026-12-31\n# source: a test\n# licence: none\ncode\tkind\ttext\n";
    write_file(here / "places.tsv", head + "12\toffice\tHome\n");
    auto const run = program("check samples/837p-clean.edi --tables '" + here.path().string() + "'");
    CHECK(run.status == 1);
    CHECK(run.says("table places mine-7 (sha256 "));
    CHECK(run.says("there is no place of service 11"));
    write_file(here / "places.tsv", head + "12\thome\tHome\n");
    auto const wrong = program("check samples/837p-clean.edi --tables '" + here.path().string() + "'");
    CHECK(wrong.status == 3);
    CHECK(wrong.says("places.tsv:7:4: kind \"home\""));
    CHECK(program("check samples/837p-clean.edi --tables /no/such/directory").status == 3);
}
