// The examples of the rules about segments and elements, through the tokenizer, the cursor and the element checker.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "edi/loops/element_checker.hpp"
#include "rules/registry.hpp"
#include "tests/edi/sample_sets.hpp"

using namespace rules;

namespace {

std::vector<edi::Fault> faults_of(Example const& example) {
    std::string text = edi_test::file_text(std::filesystem::path(SCRUB837_SOURCE_DIR) / "samples" / example.sample);
    auto const at = text.find(example.replace);
    REQUIRE(at != std::string::npos);
    text.replace(at, example.replace.size(), example.with);
    std::vector<edi_test::SampleSet> sets;
    edi_test::add_sets("example", text, {}, sets);
    REQUIRE(!sets.empty());
    edi::SegmentTable table;
    table.assign(sets[0].text, sets[0].delimiters);
    std::vector<edi::PlacedSegment> placed;
    std::vector<edi::Fault> faults;
    edi::Cursor().place(edi::guide(sets[0].guide), table, {}, {}, placed, faults);
    edi::ElementChecker().check(edi::guide(sets[0].guide), table, placed, 0, faults);
    return faults;
}

bool has(std::vector<edi::Fault> const& faults, edi::FaultKind kind) {
    return std::any_of(faults.begin(), faults.end(), [kind](edi::Fault const& fault) { return fault.kind == kind; });
}

} // namespace

TEST_CASE("each structure rule fires on its own example and is silent on the other") {
    for (Rule const* rule : all_rules()) {
        if (!rule->structure_fault) continue;
        CAPTURE(rule->id);
        CHECK(has(faults_of(rule->fires), *rule->structure_fault));
        CHECK(!has(faults_of(rule->passes), *rule->structure_fault));
    }
}
