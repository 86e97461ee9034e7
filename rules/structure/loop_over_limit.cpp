#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const&, Message& m) {
    m << "loop ";
    say_named_loop(m, fault, guide);
    m << " comes more often than the guide allows";
    say_limit(m, fault, guide);
}

} // namespace

extern Rule const loop_over_limit;
constinit Rule const loop_over_limit{
    .id = "S006",
    .name = "loop-over-limit",
    .snip = 2,
    .title = "Loop used too often",
    .explanation = "The guide limits how often the loop may come here. A receiver keeps the first ones and may lose the others.",
    .help = "Remove the extra loop, or put it where it belongs.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:4",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 4",
    .fires = {"837p-clean.edi", "PRV*PE*PXC*207RH0000X~", "PRV*PE*PXC*207RH0000X~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::too_many_loops,
    .structure_message = say,
};

} // namespace rules
