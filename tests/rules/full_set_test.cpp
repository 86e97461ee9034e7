// Sets with everything a guide has: no fault may be found in them.
#include <doctest/doctest.h>

#include "edi/loops/element_checker.hpp"
#include "rules/registry.hpp"
#include "tests/edi/full_set.hpp"

using edi_test::Fill;

TEST_CASE("full sets have every loop and segment of the guide and no fault") {
    for (auto const guide : {edi::GuideId::professional, edi::GuideId::institutional}) {
        std::vector<bool> seen(edi::guide(guide).outline.size());
        for (Fill const fill : {Fill{false, false}, Fill{true, false}, Fill{false, true}, Fill{true, true}}) {
            edi_test::SetTree tree;
            auto const text = edi_test::full_set(guide, fill);
            REQUIRE(edi_test::TreeReader::read(text, guide, {}, tree));
            for (auto const& segment : tree.segments) seen[segment.node] = true;
            for (auto const& loop : tree.loops) seen[loop.node] = true;

            edi::SegmentTable segments;
            segments.assign(text, {});
            std::vector<edi::PlacedSegment> placed;
            std::vector<edi::Fault> faults;
            edi::Cursor().place(edi::guide(guide), segments, {}, {}, placed, faults);
            edi::ElementChecker().check(edi::guide(guide), segments, placed, 0, faults);
            for (std::uint32_t i = 0; i < placed.size(); ++i) CHECK(placed[i].node == tree.segments[i].node);
            for (auto const& fault : faults)
                CHECK_MESSAGE(false, rules::rule_of(fault.kind).id, " ", fault.place.element, "-", fault.place.component, " of ",
                              segments[fault.place.segment].text());
        }
        for (std::size_t node = 0; node < seen.size(); ++node) CHECK_MESSAGE(seen[node], edi::guide(guide).outline[node].name);
    }
}
