// scrub837 explain, rules and fields, through the program.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "rules/registry.hpp"
#include "tests/cli/program.hpp"

using namespace cli_test;

namespace {

bool has(Ended const& ended, std::string_view part) {
    return ended.says(part);
}

/// A policy file with a rule of its own, gone with this.
struct PolicyFile {
    std::string path = (std::filesystem::temp_directory_path() / "scrub837-explain-test.toml").string();
    explicit PolicyFile(std::string const& more) { std::ofstream(path) << "id = \"mine\"\nversion = \"1\"\ntitle = \"t\"\n" << more; }
    ~PolicyFile() { std::filesystem::remove(path); }
};

std::string const own_rule = "[[rule]]\nid = \"X101\"\ntitle = \"Too many units\"\nhelp = \"do it\"\nsource = \"contract\"\n"
                             "when = 'line.units > 10'\n[severity]\nU104 = \"advice\"\n";

} // namespace

TEST_CASE("explain shows the rule, its data on a day and its finding as the report has it") {
    auto const all = program("explain U104");
    CHECK(all.status == 0);
    CHECK(has(all, "U104 units-over-day-limit (error)"));
    CHECK(has(all, "In force: error under policy j2371"));
    CHECK(has(all, "In force:\n    J1645 dalteparin sodium: at most 8 units a day, advice; US label"));
    CHECK(has(all, "J2371 dalteparin sodium: at most 100 units a day, error"));
    CHECK(has(all, "^")); // the caret under the element
    CHECK(has(all, "error[U104] units-over-day-limit: "));
    CHECK(has(all, "REJECTED"));

    CHECK(has(program("explain U105 --date 1996-12-31"), "J2371 dalteparin"));
    CHECK(!has(program("explain U104 --date 1996-12-31"), "J1645 dalteparin sodium: at most"));
    CHECK(has(program("explain U104 --date 1997-01-01"), "In force for services on 1997-01-01:\n    J1645"));
    CHECK(has(program("explain M102"), "JW and JZ, error: JW says drug was discarded, JZ says none was (from 2023-01-01); CMS"));
    CHECK(!has(program("explain M102 --date 2022-12-31"), "JW and JZ"));
    CHECK(has(program("explain C201"), "a difference of 0.00 is forgiven"));
    CHECK(has(program("explain U104 --policy cms"), "under policy cms"));
}

TEST_CASE("explain shows a finding for every rule that has an example") {
    for (rules::Rule const* rule : rules::all_rules()) {
        // R901 tells of a full memory, which no example has.
        if (rule->fires.sample.empty() || rule->id == "R901") continue;
        CAPTURE(rule->id);
        std::string const id(rule->id);
        CHECK(has(program("explain " + id), "[" + id + "] " + std::string(rule->name) + ": "));
    }
}

TEST_CASE("rules and explain know the rules and severities of a policy") {
    PolicyFile const file(own_rule);
    auto const explained = program("explain x101 --policy j2371," + file.path);
    CHECK(explained.status == 0);
    CHECK(has(explained, "X101 too-many-units (warning)"));
    CHECK(has(explained, "Condition, asked of each line:\n    line.units > 10\n"));
    CHECK(has(explained, "under policy j2371+mine"));
    CHECK(has(program("explain U104 --policy j2371 --policy " + file.path), "In force: advice under policy j2371+mine; error by itself"));
    auto const listed = program("rules --policy " + file.path);
    CHECK(has(listed, "X101  too-many-units"));
    CHECK(has(program("rules --markdown --policy " + file.path), "| X101 | too-many-units | warning | 7 |"));
    CHECK(!has(program("rules"), "X101"));
    CHECK(has(program("fields"), "what was done: HCPCS or CPT code"));
    CHECK(has(program("fields --markdown"), "| `procedure` | text |"));
}

TEST_CASE("explain, rules and fields refuse what they do not understand") {
    CHECK(program("explain").status == 3);
    CHECK(program("explain Q999").status == 3);
    CHECK(program("explain U104 --date yesterday").status == 3);
    CHECK(program("explain U104 --policy none-such").status == 3);
    CHECK(program("rules U104").status == 3);
    CHECK(program("rules --polic cms").status == 3);
    CHECK(program("fields x").status == 3);
    PolicyFile const file("[[rule]]\nid = \"X101\"\ntitle = \"t t\"\nhelp = \"h\"\nsource = \"s\"\nwhen = 'line.unit > 1'\n");
    auto const wrong = program("rules --policy " + file.path);
    CHECK(wrong.status == 3);
    CHECK(has(wrong, ":9:14: line has no field \"unit\": did you mean line.units?\n    line.unit > 1\n         ^~~~\n"));
}
