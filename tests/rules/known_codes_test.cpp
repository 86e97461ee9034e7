// What is remembered of codes is what policy and tables say.
#include "rules/known_codes.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

std::string any_code(std::mt19937& random) {
    std::string code;
    for (auto length = random() % 9; length > 0; --length) code += "AJGQV019Z\xC3"[random() % 10];
    return code;
}

} // namespace

TEST_CASE("codes of one to seven characters are told apart as integers, others are none") {
    std::mt19937 random(1);
    std::map<std::uint64_t, std::string> seen;
    for (int i = 0; i < 200'000; ++i) {
        std::string const code = any_code(random);
        std::uint64_t const key = exact_code(code);
        CHECK((key == 0) == (code.empty() || code.size() > 7));
        if (key != 0) CHECK(seen.emplace(key, code).first->second == code);
    }
    // The end of a code that is a beginning, and bytes that look like a length.
    for (std::string_view const code : {"AAAA", "AAAAA", "AAAAAA", "AAAAAAA", "A", "AA", "AAA"})
        CHECK(seen.emplace(exact_code(code), code).first->second == code);
}

TEST_CASE("a code is known as policy and tables have it, however often others were asked for between") {
    Policy const& policy = default_policy();
    CodeTables const& tables = policy.tables();
    KnownCodes known(policy);
    std::mt19937 random(2);
    auto const check_procedure = [&](std::string_view code) {
        KnownProcedure const& found = known.procedure(code);
        CHECK(found.drug == policy.knows_drug(code));
        CHECK(found.unclassified == policy.may_be_unclassified(code));
        CHECK(found.other_code == (found.unclassified || policy.sections().similar.may_hold(code)));
        auto const rows = tables.procedure(code);
        bool const letter = !code.empty() && code[0] > '9';
        CHECK(found.rows.size() == (letter ? rows.size() : 0));
        CHECK(found.listed == (letter && (!rows.empty() || tables.is_hcpcs(code))));
        if (found.limits[0] || found.limits[1]) CHECK(!found.quiet);
        if (found.drug || found.other_code || found.listed) CHECK(!found.quiet);
    };
    auto const check_diagnosis = [&](std::string_view code) {
        DiagnosisRow const* const row = tables.diagnosis(code);
        CHECK(known.is_billable_diagnosis(code) == (row && row->billable()));
    };
    auto const& procedures = tables.procedures().rows;
    auto const& diagnoses = tables.diagnoses().rows;
    for (int i = 0; i < 30'000; ++i) {
        std::string const any = any_code(random);
        check_procedure(any);
        check_diagnosis(any);
        check_procedure(CodeText(procedures[random() % procedures.size()].code));
        check_diagnosis(CodeText(diagnoses[random() % diagnoses.size()].code()));
        for (std::string_view const code : {"99213", "J2371", "J3490", "J1644", "G0439", ""}) check_procedure(code);
        for (std::string_view const code : {"I82401", "I82", "E119", ""}) check_diagnosis(code);
    }
    for (int tens = 0; tens < 10; ++tens)
        for (int ones = 0; ones < 10; ++ones) {
            std::string const code = std::to_string(tens) + std::to_string(ones);
            CHECK(known.is_place(code) == (tables.place(code) != nullptr));
        }
    for (std::string_view const code : {"", "1", "1A", "A1", "111"}) CHECK(!known.is_place(code));
}

TEST_CASE("the indications that a diagnosis has are remembered") {
    Policy const& policy = default_policy();
    KnownCodes known(policy);
    auto const indications = policy.sections().indications.of("dalteparin sodium").all;
    REQUIRE(indications.size() > 5);
    std::mt19937 random(3);
    auto const& diagnoses = policy.tables().diagnoses().rows;
    std::size_t held = 0;
    for (int i = 0; i < 100'000; ++i) {
        CodeText const text(diagnoses[random() % diagnoses.size()].code());
        std::string_view const code = text;
        std::uint64_t const bits = known.indications(indications, code);
        for (std::size_t n = 0; n < indications.size(); ++n) {
            bool const holds = indications[n].hold(packed_diagnosis(code));
            held += holds;
            CHECK((bits >> n & 1) == holds);
        }
    }
    CHECK(held > 100);
    CHECK(policy.sections().indications.of("no such substance").all.empty());
}
