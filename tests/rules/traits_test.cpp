// Rules are left out by the traits of a claim: what is left out must have nothing to say.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

/// Runs the rules that the judge leaves out.
class LeftOut : public edi::ClaimVisitor {
public:
    explicit LeftOut(Policy const& policy) : facts_(policy) {}

    void visit(edi::Claim const& claim) override {
        ClaimFacts const facts = facts_.find(claim);
        for (Rule const* rule : all_rules()) {
            AppliesTo const other = claim.guide == edi::GuideId::professional ? AppliesTo::institutional : AppliesTo::professional;
            if (!rule->check || rule->applies_to == other || (rule->needs & ~facts.traits) == 0) continue;
            Findings findings;
            Report report(findings, *rule, rule->severity);
            rule->check(facts, report);
            CHECK_MESSAGE(findings.list.empty(), rule->id, " in ", claim.control_number.text, ": ", findings.text);
            ++left_out;
        }
    }
    std::size_t left_out = 0;

private:
    FactFinder facts_;
};

std::size_t left_out(std::string const& text, Policy const& policy) {
    std::vector<edi_test::SampleSet> sets;
    if (auto const isa = edi::read_isa(text); isa.readable()) edi_test::add_sets("", text, isa.delimiters, sets);
    LeftOut visitor(policy);
    for (auto const& set : sets) {
        edi::SegmentTable segments;
        segments.assign(set.text, set.delimiters);
        std::vector<edi::PlacedSegment> placed;
        std::vector<edi::Fault> faults;
        edi::Cursor().place(edi::guide(set.guide), segments, {}, {}, placed, faults);
        edi::ClaimReader().read(set.guide, segments, placed, visitor);
    }
    return visitor.left_out;
}

} // namespace

TEST_CASE("a rule has nothing to say of a claim without the traits it needs") {
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples"))
        if (entry.path().extension() == ".edi")
            for (Policy const* policy : {&default_policy(), &cms_policy()}) count += left_out(edi_test::file_text(entry.path()), *policy);
    CHECK(count > 100);

    for (Rule const* fired : all_rules()) {
        if (!fired->check) continue;
        CAPTURE(fired->id);
        for (Example const* example : {&fired->fires, &fired->passes})
            CHECK(left_out(with(sample(example->sample), example->replace, example->with), default_policy()) > 0);
    }
}

TEST_CASE("the same holds of samples with a segment missing, twice or with an element gone") {
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples")) {
        if (entry.path().extension() != ".edi" || entry.path().filename() == "two-interchanges.edi") continue;
        std::string const text = edi_test::file_text(entry.path());
        for (std::size_t begin = text.find("ST*"), end = 0; begin < text.size(); begin = end) {
            end = std::min(text.find('\n', begin), text.size() - 1) + 1;
            std::string const segment = text.substr(begin, end - begin);
            CAPTURE(entry.path().filename().string());
            CAPTURE(segment);
            std::string without = text, twice = text;
            count += left_out(without.erase(begin, segment.size()), default_policy());
            count += left_out(twice.insert(begin, segment), default_policy());
            for (std::size_t at = segment.find_first_of("*:"); at != std::string::npos; at = segment.find_first_of("*:", at + 1)) {
                std::size_t const next = std::min(segment.find_first_of("*:~", at + 1), segment.size());
                std::string emptied = text;
                count += left_out(emptied.erase(begin + at + 1, next - at - 1), default_policy());
            }
        }
    }
    CHECK(count > 100000);
}

TEST_CASE("a clean claim without drugs and other payers has no traits") {
    class NoTraits : public edi::ClaimVisitor {
    public:
        void visit(edi::Claim const& claim) override {
            CHECK(facts_.find(claim).traits == 0);
            ++claims;
        }
        std::size_t claims = 0;

    private:
        FactFinder facts_{default_policy()};
    };
    std::string const text = "ST*837*0001*005010X222A1~HL*1**20*1~HL*2*1*22*0~SBR*P*18~" +
                             claim("10", "LX*1~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20261005~") + "SE*1*0001~";
    edi::SegmentTable segments;
    segments.assign(text, {});
    std::vector<edi::PlacedSegment> placed;
    std::vector<edi::Fault> faults;
    edi::Cursor().place(edi::guide(edi::GuideId::professional), segments, {}, {}, placed, faults);
    NoTraits visitor;
    edi::ClaimReader().read(edi::GuideId::professional, segments, placed, visitor);
    CHECK(visitor.claims == 1);
}
