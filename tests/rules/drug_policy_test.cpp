// Sections of a policy about drugs: what a mistake in them is answered with, how layers replace them, and what the code tables add.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

std::string mistake(std::string const& lines) {
    PolicyText const text[] = {{"p", "id = \"p\"\nversion = \"1\"\ntitle = \"t\"\n" + lines}};
    auto const loaded = layer_policies(text);
    auto const* error = std::get_if<PolicyError>(&loaded);
    return error ? std::to_string(error->line) + ": " + error->message : "";
}

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string drug(std::string const& rest) {
    return "[[drug]]\ncode = \"J9999\"\nsubstance = \"s\"\nunit_measure = \"MG\"\nunit_amount = 1\nsource = \"x\"\n" + rest;
}

} // namespace

TEST_CASE("a mistake in a section about drugs is told with its line and the cure") {
    CHECK(has(mistake(drug("names = [\"fragmin\"]\n")), "10: \"fragmin\" in names must be one word of capital letters"));
    CHECK(has(mistake(drug("beliefs = [ { unit_amount = 0, reason = \"r\" } ]\n")), "unit_amount"));
    CHECK(has(mistake(drug("weight_dose = { most_per_kg = 1 }\n")), "\"source\" is missing"));
    CHECK(has(mistake(drug("ndc_source = \"x\"\nndcs = [ { ndc = \"00069019602\", amount = 1, ml = 1, container = \"bag\" } ]\n")),
              "must be \"single-dose\" or \"multi-dose\""));
    CHECK(has(mistake("[[obsolete_ndc]]\nbegins = [\"123\"]\nsubstance = \"s\"\nreason = \"r\"\nsource = \"x\"\n"), "5 or 9 digits"));
    CHECK(has(mistake("[[similar]]\ncode = \"J1644\"\nsource = \"x\"\n"), "\"reason\" is missing"));
    CHECK(has(mistake("[unclassified_units]\ncount = \"two\"\nsource = \"x\"\n"), "must be \"any\", \"one\" or \"containers\""));
    CHECK(has(mistake("[discarded]\ndiscarded = [\"JW\"]\nnone = [\"JZ\", \"JX\"]\nfiling_codes = [\"MB\"]\nexempt_places = "
                      "[\"21\"]\nbills = [\"13\"]\n"
                      "source = \"x\"\n"),
              "must name one modifier"));
    CHECK(has(mistake("[[location_modifier]]\nmodifiers = [\"P\"]\nreason = \"r\"\nsource = \"x\"\n"), "is no modifier"));
    CHECK(has(mistake("[drug_revenue]\ndetailed = [\"0636\"]\nbills = [\"13\"]\nsource = \"x\"\n"), "\"pharmacy\" is missing"));
    CHECK(has(mistake("[unit_limits]\nper_line = \"advise\"\nabsolute = \"off\"\nclinical = \"off\"\nbills = [\"13\"]\nsource = \"x\"\n"),
              "must be \"error\", \"warning\", \"advice\" or \"off\""));
    CHECK(mistake(drug("names = [\"FRAGMIN\"]\nredefines = true\n")) == "");
}

TEST_CASE("the code tables know the NDCs of drugs that no policy names") {
    Drugs const& drugs = cms_policy().sections().drugs;
    auto const herceptin = drugs.owners(ndc_number("50242013201"));
    REQUIRE(herceptin.size() == 1);
    CHECK(drugs.drug_of(herceptin[0]).code == "J9355");
    CHECK(drugs.drug_of(herceptin[0]).listed);
    CHECK(drugs.strength_of(herceptin[0]).ndc == "50242013201");
    CHECK(edi::compare(drugs.strength_of(herceptin[0]).amount_per_item, {150, 0}) == 0);
    // What the policy defines is the policy's alone.
    auto const fragmin = drugs.owners(ndc_number("00069019602"));
    REQUIRE(fragmin.size() == 1);
    CHECK(!drugs.drug_of(fragmin[0]).listed);
    CHECK(default_policy().sections().drugs.owners(ndc_number("00069019602")).size() == 2); // J1645, J2371
    // The mission means another drug by J2371 than CMS: CMS's phenylephrine stays known as such.
    auto const phenylephrine = default_policy().sections().drugs.owners(ndc_number("00641614225"));
    REQUIRE(phenylephrine.size() == 1);
    CHECK(default_policy().sections().drugs.drug_of(phenylephrine[0]).listed);
    CHECK(default_policy().sections().drugs.drug_of(phenylephrine[0]).code == "J2371");
    CHECK(drugs.owners(0).empty());
    CHECK(drugs.owners(99999999999).empty());
}

TEST_CASE("a drug keeps its owners when the policy is copied or moved") {
    Policy copy = cms_policy();
    Policy moved = std::move(copy);
    auto const owners = moved.sections().drugs.owners(ndc_number("00069019602"));
    REQUIRE(owners.size() == 1);
    CHECK(moved.sections().drugs.drug_of(owners[0]).code == "J1645");
}

TEST_CASE("whole sections are replaced by the later layer") {
    auto const policy = policy_with(
        "[discarded]\ndiscarded = [\"ZW\"]\nnone = [\"ZZ\"]\nfiling_codes = [\"CI\"]\nexempt_places = [\"21\"]\nbills = [\"13\"]\n"
        "source = \"x\"\n[unclassified_units]\ncount = \"containers\"\nsource = \"x\"\n");
    CHECK(policy.sections().discards.discarded() == "ZW");
    CHECK(policy.sections().discards.asks("CI"));
    CHECK(!policy.sections().discards.asks("MB"));
    CHECK(policy.sections().unclassified.units() == UnclassifiedUnits::containers);
    CHECK(policy.sections().unit_limits.severity(2) == Severity::warning);
    CHECK(policy.sections().unit_limits.severity(0) == std::nullopt);
}

TEST_CASE("very many lines with links and limits are judged in good time") {
    std::string lines;
    for (int i = 1; i <= 3000; ++i)
        lines += "LX*" + std::to_string(i) + "~SV1*HC:J1645:JW*10*UN*1***1~DTP*472*D8*20261005~LIN**N4*00069019602~CTP****0.1*ML~REF*VY*" +
                 std::to_string(i) + "~";
    auto const judged = judge_claims(claim("30000", lines), {}, cms_policy());
    CHECK(judged.count("U208") == most_findings_of_a_rule);
    CHECK(judged.count("M202") == 1);
}
