// Every rule's own examples, the project's samples and the valid files of the shelf, through the real reader.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

Judged judge_example(Example const& example) {
    std::string const text = sample(example.sample);
    return judge_file(example.replace.empty() ? text : with(text, example.replace, example.with));
}

} // namespace

TEST_CASE("each rule of claims fires on its own example and is silent on the other") {
    for (Rule const* rule : all_rules()) {
        if (!rule->check || rule->over_claims) continue; // those: tests/engine/over_claims_test.cpp
        CAPTURE(rule->id);
        auto const fires = judge_example(rule->fires);
        CHECK(fires.count(rule->id) > 0);
        auto const first = fires.first(rule->id);
        CHECK(first.severity == rule->severity);
        CHECK(!first.message.empty());
        CHECK(judge_example(rule->passes).count(rule->id) == 0);
    }
}

TEST_CASE("clean samples have no finding") {
    for (std::string_view const name : {"837p-clean.edi", "837i-clean.edi", "837p-cob.edi", "837i-cob.edi"}) {
        CAPTURE(name);
        auto const judged = judge_file(sample(name));
        CHECK(judged.claims >= 2);
        CHECK(judged.drug_lines >= 1);
        CHECK(judged.rules() == "");
        for (auto const& found : judged.found) MESSAGE(found.claim << ' ' << found.rule << ": " << found.message);
    }
}

TEST_CASE("each claim of the wrong samples has its finding") {
    struct Expected {
        std::string_view file, claim, rule;
    };
    for (auto const& [file, claim, rule] : std::initializer_list<Expected>{
             {"837p-wrong-units.edi", "RB-4001", "U105"},        {"837p-wrong-units.edi", "RB-4002", "U105"},
             {"837p-wrong-units.edi", "RB-4003", "U102"},        {"837p-wrong-units.edi", "RB-4004", "U103"},
             {"837p-wrong-units.edi", "RB-4005", "U101"},        {"837p-wrong-units.edi", "RB-4006", "U104"},
             {"837i-wrong-units.edi", "AG-7001", "U105"},        {"837i-wrong-units.edi", "AG-7002", "U105"},
             {"837i-wrong-units.edi", "AG-7003", "U103"},        {"837p-wrong-modifiers.edi", "RB-5001", "M101"},
             {"837p-wrong-modifiers.edi", "RB-5002", "M102"},    {"837p-wrong-modifiers.edi", "RB-5003", "M103"},
             {"837p-wrong-modifiers.edi", "RB-5004", "M104"},    {"837p-wrong-modifiers.edi", "RB-5005", "M102"},
             {"837p-wrong-modifiers.edi", "RB-5006", "M105"},    {"837p-cob-out-of-balance.edi", "RB-6001", "C201"},
             {"837p-cob-out-of-balance.edi", "RB-6002", "C202"}, {"837p-cob-out-of-balance.edi", "RB-6003", "C101"},
             {"837p-cob-out-of-balance.edi", "RB-6004", "C301"}, {"837p-cob-out-of-balance.edi", "RB-6005", "C303"},
             {"837p-cob-out-of-balance.edi", "RB-6006", "C304"}, {"837p-cob-out-of-balance.edi", "RB-6007", "C305"},
             {"837p-wrong-situations.edi", "RB-8001", "N101"},   {"837p-wrong-situations.edi", "RB-8002", "N103"},
             {"837p-wrong-situations.edi", "RB-8003", "N301"},   {"837p-wrong-situations.edi", "RB-8004", "N308"},
             {"837p-wrong-situations.edi", "RB-8005", "N309"},   {"837p-wrong-situations.edi", "RB-8006", "N501"},
             {"837p-wrong-situations.edi", "RB-8007", "N405"},   {"837p-wrong-situations.edi", "RB-8008", "N109"},
             {"837p-wrong-situations.edi", "RB-8009", "N702"},   {"837i-wrong-situations.edi", "AG-9001", "N201"},
             {"837i-wrong-situations.edi", "AG-9002", "N205"},   {"837i-wrong-situations.edi", "AG-9003", "N206"},
             {"837i-wrong-situations.edi", "AG-9004", "N605"},   {"837i-wrong-situations.edi", "AG-9005", "N406"},
         }) {
        auto const judged = judge_file(sample(file));
        bool found = false;
        for (Found const& one : judged.found) found = found || (one.claim == claim && one.rule == rule);
        CHECK_MESSAGE(found, file, " ", claim, " ", rule);
    }
}

TEST_CASE("valid files of the shelf have no error") {
    auto const sets = edi_test::sample_sets("valid (TR3 example, stupidedi pass)");
    if (sets.empty()) {
        MESSAGE("skipped: no shared samples at " << edi_test::shared_samples().string() << " (set SCRUB837_SHARED)");
        return;
    }
    std::uint32_t claims = 0;
    for (Policy const* policy : {&default_policy(), &cms_policy()}) {
        for (auto const& set : sets) {
            Judged judged;
            judge_set(set.text, set.delimiters, set.guide, *policy, judged);
            claims += judged.claims;
            for (Found const& found : judged.found)
                CHECK_MESSAGE(found.severity != Severity::error, set.file, ": ", found.claim, " ", found.rule, " ", found.message);
        }
    }
    CHECK(claims >= 26);
}
