#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    m << "required segment ";
    say_named_id(m, fault, guide, segments);
    m << " is missing";
    say_loop(m, fault.loop);
    say_after(m, fault, segments);
}

} // namespace

extern Rule const required_segment_missing;
constinit Rule const required_segment_missing{
    .id = "S004",
    .name = "required-segment-missing",
    .snip = 2,
    .title = "Required segment is missing",
    .explanation =
        "The guide requires the segment in every use of this loop. Without it the receiver lacks something it needs to process the claim.",
    .help = "Add the segment.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:3",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 3",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::missing_segment,
    .structure_message = say,
};

} // namespace rules
