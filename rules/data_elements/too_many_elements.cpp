#include "rules/data_elements/wording.hpp"
#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    m << "segment ";
    say_id(m, fault, segments);
    m << " has " << segments[fault.place.segment].size() << " elements, but " << edi::element_uses(guide.id).of(fault.node).size()
      << " at the most";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const too_many_elements;
constinit Rule const too_many_elements{
    .id = "D003",
    .name = "too-many-elements",
    .snip = 1,
    .title = "More elements than the segment has",
    .explanation = "The segment goes on behind its last element. Mostly a separator has got into a text, so that everything behind "
                   "it is one place too far.",
    .help = "Remove the element separators inside of texts, or whatever stands behind the last element.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:3",
    .source = "X12 005010 segment directory; 999 IK403 3",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN STREET*FLOOR 2*REAR~"},
    .passes = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN STREET*FLOOR 2~"},
    .structure_fault = edi::FaultKind::too_many_elements,
    .structure_message = say,
};

} // namespace rules
