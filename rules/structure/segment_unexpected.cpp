#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    m << "segment ";
    say_id(m, fault, segments);
    m << " has no place";
    say_loop(m, fault.loop);
}

} // namespace

extern Rule const segment_unexpected;
constinit Rule const segment_unexpected{
    .id = "S002",
    .name = "segment-unexpected",
    .snip = 2,
    .title = "Segment that has no place here",
    .explanation =
        "The guide has the segment, but not in this loop or in the loops around it. Its values would be read as something else, or lost.",
    .help = "Move the segment into its loop, or remove it.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:2",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 2",
    .fires = {"837p-clean.edi", "REF*D9*CW0000001001~", "DMG*D8*19580214*F~\nREF*D9*CW0000001001~"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::unexpected_segment,
    .structure_message = say,
};

} // namespace rules
