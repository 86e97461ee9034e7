// Rules that a policy states itself: [[rule]] entries, from the text to the findings.
#include <array>

#include "rules/user_rule.hpp"
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

std::string const head = "id = \"mine\"\nversion = \"1\"\ntitle = \"our rules\"\n";

/// An entry with all that is required; `more` is added to it.
std::string entry(std::string const& id, std::string const& when, std::string const& more = "") {
    return "[[rule]]\nid = \"" + id + "\"\ntitle = \"Rule " + id + " of ours\"\nhelp = \"do it\"\nsource = \"contract\"\nwhen = '" + when +
           "'\n" + more;
}

Policy layered(std::vector<std::string> const& texts) {
    std::vector<PolicyText> layers;
    for (std::string const& text : texts) layers.push_back({"layer" + std::to_string(layers.size()), text});
    auto loaded = layer_policies(layers);
    if (auto const* error = std::get_if<PolicyError>(&loaded)) FAIL(error->file << ':' << error->line << ": " << error->message);
    return std::get<Policy>(std::move(loaded));
}

PolicyError refused(std::vector<std::string> const& texts) {
    std::vector<PolicyText> layers;
    for (std::string const& text : texts) layers.push_back({"layer" + std::to_string(layers.size()), text});
    auto loaded = layer_policies(layers);
    auto const* error = std::get_if<PolicyError>(&loaded);
    REQUIRE_MESSAGE(error, texts.back());
    return *error;
}
PolicyError refused(std::string const& entries) {
    return refused(std::vector{head + entries});
}

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string const two_lines = "LX*1~SV1*HC:J2371:JB*100*UN*40***1~DTP*472*D8*20261005~LX*2~SV1*HC:99213*79.5*UN*1***1~DTP*472*D8*20261006~";

} // namespace

TEST_CASE("a rule on lines is told at the line, at its first field") {
    auto const policy = layered({head + entry("X101", "line.units > 10 && claim.payer.kind == \"commercial\"")});
    auto const judged = judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy);
    REQUIRE(judged.count("X101") == 1);
    auto const found = judged.first("X101");
    CHECK(found.line == 1);
    CHECK(found.at == "40");
    CHECK(found.severity == Severity::warning);
    CHECK(found.message == "Rule X101 of ours");
    Rule const* const rule = policy.find("x101");
    REQUIRE(rule);
    CHECK(rule == policy.find("rule-x101-of-ours"));
    CHECK(rule->name == "rule-x101-of-ours");
    CHECK(rule->snip == 7);
    CHECK(rule->help == "do it");
    CHECK(rule->source == "contract");
    CHECK(rule->stands_on_policy);
    CHECK(policy.rules().back() == rule);
    CHECK(policy.rules().size() == all_rules().size() + 1);
}

TEST_CASE("a rule on claims is told once, where it says") {
    auto const policy = layered(
        {head + entry("Z999", "claim.lines.exists(l, l.procedure == \"J2371\") && claim.charge > 100",
                      "scope = \"claim\"\nat = \"claim.charge\"\nseverity = \"error\"\nacknowledgement = [\"A7:400\", \"A7:178\"]\n"
                      "message = \"{claim.charge} is much: {claim.lines[0].from}, {claim.delay_reason}, {claim.ambulance_weight}.\"\n"
                      "snip = 6\nname = \"much\"\napplies_to = \"professional\"\nexplanation = \"too much\"\n")});
    auto const judged = judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy);
    REQUIRE(judged.count("Z999") == 1);
    auto const found = judged.first("Z999");
    CHECK(found.line == 0);
    CHECK(found.at == "179.5");
    CHECK(found.severity == Severity::error);
    CHECK(found.message == "179.5 is much: 2026-10-05, , ?.");
    Rule const& rule = *policy.find("much");
    CHECK(rule.claim_status[0] == "A7:400");
    CHECK(rule.claim_status[1] == "A7:178");
    CHECK(rule.snip == 6);
    CHECK(rule.explanation == "too much");
    CHECK(judge_claims("CLM*T1*179.5***11:A:1*Y*A*Y*Y~" + two_lines, {.sequence = "P", .institutional = true}, policy).count("Z999") == 0);
}

TEST_CASE("what is unknown is no finding") {
    auto const policy = layered({head + entry("X101", "line.units < 10") + entry("X102", "!(line.units >= 10)")});
    auto const judged = judge_claims(claim("100", "LX*1~SV1*HC:99213*100*UN****1~DTP*472*D8*20261005~"), {}, policy);
    CHECK(judged.count("X101") == 0);
    CHECK(judged.count("X102") == 0);
    CHECK(judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy).count("X102") == 1);
}

TEST_CASE("rules hold on their days of service; unknown days are no way out") {
    auto const policy =
        layered({head + entry("X101", "line.units > 0", "from = 2026-10-06\n") + entry("X102", "line.units > 0", "to = 2026-10-05\n") +
                 entry("X103", "claim.charge > 0", "scope = \"claim\"\nto = 2026-10-04\n") +
                 entry("X104", "claim.charge > 0", "scope = \"claim\"\nfrom = 2026-10-06\n")});
    auto const judged = judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy);
    CHECK(judged.count("X101") == 1);
    CHECK(judged.first("X101").line == 2);
    CHECK(judged.count("X102") == 1);
    CHECK(judged.first("X102").line == 1);
    CHECK(judged.count("X103") == 0);
    CHECK(judged.count("X104") == 1);
    auto const unknown = judge_claims(claim("100", "LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*2026100~"), {}, policy);
    CHECK(unknown.count("X101") == 1);
    CHECK(unknown.count("X102") == 1);
    CHECK(unknown.count("X103") == 1);
}

TEST_CASE("severities are set by a policy, the run is limited to SNIP types") {
    std::string const rules = head + entry("X101", "line.units > 0") + entry("X102", "line.units > 0") +
                              entry("X103", "line.units > 0", "acknowledgement = \"A7:453\"\n") +
                              entry("X104", "line.units > 0", "snip = 6\n");
    auto policy = layered({rules + "[severity]\nX101 = \"off\"\nX102 = \"advice\"\nX103 = \"error\"\n"});
    CHECK(policy.severity(*policy.find("X101")) == std::nullopt);
    CHECK(policy.severity(*policy.find("X102")) == Severity::advice);
    CHECK(policy.severity(*policy.find("X103")) == Severity::error);
    auto const judged = judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy);
    CHECK(judged.count("X101") == 0);
    CHECK(judged.first("X102").severity == Severity::advice);
    CHECK(judged.first("X103").severity == Severity::error);
    policy.limit_to(*SnipTypes::read("6"));
    CHECK(judge_claims(claim("179.5", two_lines), {.filing_code = "CI"}, policy).rules() == "X104 X104");
}

TEST_CASE("later policies replace rules by id and set their severities, and policies can be copied") {
    std::string const more = "id = \"more\"\nversion = \"2\"\ntitle = \"t\"\n";
    auto const policy = layered({head + entry("X101", "line.units > 0") + entry("X102", "line.units > 0"),
                                 more + entry("X101", "line.units > 10") + "[severity]\nX102 = \"off\"\n"});
    CHECK(policy.name() == "mine+more");
    Policy const copy = policy;
    for (Policy const* each : {&policy, &copy}) {
        auto const judged = judge_claims(claim("179.5", two_lines), {}, *each);
        CHECK(judged.rules() == "X101");
        CHECK(judged.first("X101").line == 1);
    }
}

TEST_CASE("rules stand in order of id behind the built-in ones, and the built-in ones run as before") {
    auto const policy = layered({head + entry("Y001", "line.units > 0") + entry("X002", "line.units > 0")});
    auto const all = policy.rules();
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1]->id < all[i]->id);
    auto const judged = judge_claims(claim("180", two_lines), {}, policy);
    CHECK(judged.rules() == "C101 X002 X002 Y001 Y001");
}

TEST_CASE("a rule that looks at too much is given up, and says so as advice") {
    auto const policy = layered(
        {head + entry("X101", "claim.lines.exists(a, claim.lines.exists(b, claim.lines.exists(c, a.charge + b.charge + c.charge == 7)))",
                      "scope = \"claim\"\nseverity = \"error\"\nacknowledgement = \"A7:453\"\n")});
    std::string lines;
    for (int i = 1; i <= 200; ++i) lines += "LX*" + std::to_string(i) + "~SV1*HC:99213*1*UN*1***1~DTP*472*D8*20261005~";
    auto const judged = judge_claims(claim("200", lines), {}, policy);
    REQUIRE(judged.count("X101") == 1);
    CHECK(judged.first("X101").severity == Severity::advice);
    CHECK(has(judged.first("X101").message, "given up"));
}

TEST_CASE("errors in an expression stand at their line and column") {
    auto const single = refused(entry("X101", "line.unitz > 1"));
    CHECK(single.line == 9);
    CHECK(single.column == 14); // when = 'line.|unitz
    CHECK(single.message == "line has no field \"unitz\": did you mean line.units?\n    line.unitz > 1\n         ^~~~~");
    std::string const lines =
        "[[rule]]\nid = \"X101\"\ntitle = \"A rule\"\nhelp = \"do it\"\nsource = \"contract\"\nwhen = '''\nline.units > 1\n  && line.unitz "
        "> 1'''\n";
    CHECK(refused(lines).line == 11);
    CHECK(refused(lines).column == 11);
    // A text with escapes is not the same in the file: its beginning must do.
    auto const escaped = refused(
        "[[rule]]\nid = \"X101\"\ntitle = \"A rule\"\nhelp = \"do it\"\nsource = \"contract\"\nwhen = \"line.unitz > \\\"1\\\"\"\n");
    CHECK(escaped.line == 9);
    CHECK(escaped.column == 8);
    auto const message = refused(entry("X101", "line.units > 1", "message = \"{line.units} and {line.unitz}\"\n"));
    CHECK(message.line == 10);
    CHECK(message.column == 35);
    CHECK(has(message.message, "did you mean"));
}

TEST_CASE("the examples of the documentation are policies") {
    std::string const text = edi_test::file_text(std::filesystem::path(SCRUB837_SOURCE_DIR) / "docs/EXPRESSIONS.md");
    std::size_t examples = 0;
    for (std::size_t at = text.find("```toml\n"); at != std::string::npos; at = text.find("```toml\n", at + 1)) {
        std::string const example = text.substr(at + 8, text.find("```", at + 8) - at - 8);
        CHECK(layered({has(example, "version =") ? example : head + example}).rules().size() > all_rules().size());
        ++examples;
    }
    CHECK(examples >= 1);
    // The conditions in the table of examples.
    std::size_t conditions = 0;
    std::size_t const table = text.find("| condition | says |");
    std::string const rows = text.substr(table, text.find("\n\n", table) - table);
    for (std::size_t at = rows.find("\n| `"); at != std::string::npos; at = rows.find("\n| `", at + 1)) {
        std::string const condition = rows.substr(at + 4, rows.find("` |", at + 4) - at - 4);
        CAPTURE(condition);
        bool const of_line = has(condition, "line.");
        auto const compiled = expression::compile(condition, of_line ? expression::Scope::line : expression::Scope::claim);
        if (auto const* error = std::get_if<expression::Error>(&compiled)) FAIL_CHECK(error->message);
        ++conditions;
    }
    CHECK(conditions >= 8);
}

TEST_CASE("a [[rule]] that cannot be is refused with the cure") {
    std::string const when = "line.units > 1";
    CHECK(has(refused(entry("U101", when)).message, "units-missing"));
    CHECK(has(refused(entry("U999", when)).message, "X101"));
    for (std::string const id : {"X1", "X1000", "x101", "XX01", "X10a"}) CHECK(has(refused(entry(id, when)).message, "three digits"));
    CHECK(has(refused(entry("X101", when) + entry("X101", when)).message, "twice"));
    CHECK(has(refused(entry("X101", when, "name = \"units-missing\"\n")).message, "name"));
    CHECK(has(refused(entry("X101", when, "name = \"a\"\n") + entry("X102", when, "name = \"a\"\n")).message, "name"));
    CHECK(has(refused(entry("X101", when, "severity = \"error\"\n")).message, "acknowledgement"));
    CHECK(has(refused(entry("X101", when) + "[severity]\nX101 = \"error\"\n").message, "acknowledgement"));
    for (std::string const code : {"A1:20", "A7", "A7:", "A7:4X", "A7:1234", "A7:1:PRPX", "A7:1:PR:1", "453"})
        CHECK(has(refused(entry("X101", when, "acknowledgement = \"" + code + "\"\n")).message, "277CA"));
    CHECK(has(refused(entry("X101", when, "acknowledgement = [\"A7:1\", \"A7:2\", \"A7:3\", \"A7:4\"]\n")).message, "three"));
    CHECK(has(refused(entry("X101", when, "scope = \"set\"\n")).message, "\"claim\""));
    CHECK(has(refused(entry("X101", when, "snip = 8\n")).message, "7"));
    CHECK(has(refused(entry("X101", when, "at = \"line\"\n")).message, "no element"));
    CHECK(has(refused(entry("X101", when, "at = \"line.drug\"\n")).message, "no element"));
    CHECK(has(refused(entry("X101", when, "message = \"{line.units\"\n")).message, "close it"));
    CHECK(has(refused(entry("X101", when, "message = \"{line.modifiers}\"\n")).message, "cannot be written"));
    CHECK(has(refused(entry("X101", when, "colour = 1\n")).message, "unknown key"));
    CHECK(has(refused("[[rule]]\nid = \"X101\"\n").message, "\"title\" is missing"));
    auto const unknown = refused("[severity]\nX101 = \"off\"\n");
    CHECK(has(unknown.message, "no rule has the id"));
    CHECK(refused(std::vector{head, std::string("id = \"b\"\nversion = \"1\"\ntitle = \"t\"\n[severity]\nX101 = \"off\"\n")}).line == 5);
    CHECK(refused(std::vector{head + entry("X101", when, "name = \"a\"\n"),
                              "id = \"b\"\nversion = \"1\"\ntitle = \"t\"\n" + entry("X102", when, "name = \"a\"\n")})
              .file == "layer0");
}
