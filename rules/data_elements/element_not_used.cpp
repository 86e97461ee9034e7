#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << "; the guide does not use it here";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_not_used;
constinit Rule const element_not_used{
    .id = "D012",
    .name = "element-not-used",
    .snip = 2,
    .title = "Element that the guide does not use",
    .explanation = "The standard has the element, but the guide does not use it here, and a sender must not send it. A receiver may "
                   "refuse the set or overlook what is in it.",
    .help = "Remove the value, or move it to the element that the guide has for it.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I10",
    .source = "837 guides: usage of the element; 999 IK403 I10",
    .fires = {"837p-clean.edi", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*JOHN****PI*PMH01~"},
    .passes = {"837p-clean.edi", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~", "NM1*PR*2*PRAIRIE MUTUAL*****PI*PMH01~"},
    .structure_fault = edi::FaultKind::element_not_used,
    .structure_message = say,
};

} // namespace rules
