#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    say_element(m, "HL02", fault, 2, segments);
    m << ", which is not the level above";
}

} // namespace

extern Rule const level_parent;
constinit Rule const level_parent{
    .id = "S011",
    .name = "level-parent",
    .snip = 1,
    .title = "Level under a wrong parent",
    .explanation = "HL02 names the level above: the provider for a subscriber, the subscriber for a patient; a provider has none. A wrong "
                   "one puts claims under the wrong party.",
    .help = "Put the HL01 of the level above into HL02; leave it empty for a billing provider.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I12",
    .source = "837 guides: HL segments of loops 2000A, 2000B and 2000C; 999 IK403 I12",
    .fires = {"837p-clean.edi", "HL*4*3*23*0", "HL*4*2*23*0"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::level_parent,
    .structure_message = say,
};

} // namespace rules
