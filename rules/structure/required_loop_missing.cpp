#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    m << "required loop ";
    say_named_loop(m, fault, guide);
    m << " is missing";
    say_loop(m, fault.loop);
    say_after(m, fault, segments);
}

} // namespace

extern Rule const required_loop_missing;
constinit Rule const required_loop_missing{
    .id = "S005",
    .name = "required-loop-missing",
    .snip = 2,
    .title = "Required loop is missing",
    .explanation =
        "The guide requires the loop wherever the loop around it is. Without it the receiver lacks a party, level or line that it needs.",
    .help = "Add the loop, beginning with its first segment.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:3",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 3",
    .fires = {"837p-clean.edi", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::missing_loop,
    .structure_message = say,
};

} // namespace rules
