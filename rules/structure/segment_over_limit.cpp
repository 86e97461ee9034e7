#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    m << "segment ";
    say_named_id(m, fault, guide, segments);
    m << " comes more often than the guide allows";
    say_loop(m, fault.loop);
    say_limit(m, fault, guide);
}

} // namespace

extern Rule const segment_over_limit;
constinit Rule const segment_over_limit{
    .id = "S007",
    .name = "segment-over-limit",
    .snip = 2,
    .title = "Segment used too often",
    .explanation = "The guide limits how often the segment may come here. A receiver keeps the first ones and may lose the others.",
    .help = "Remove the extra segment, or put it where it belongs.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:5",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 5",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN STREET~\nN3*FLOOR 2~"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::too_many_segments,
    .structure_message = say,
};

} // namespace rules
