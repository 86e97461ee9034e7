#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_element(m, fault, guide, segments);
    m << " is missing; the guide requires it";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const required_element_missing;
constinit Rule const required_element_missing{
    .id = "D001",
    .name = "required-element-missing",
    .snip = 2,
    .title = "Required element or component missing",
    .explanation = "The guide requires this element, or this component of a composite element that is there, whenever the segment is "
                   "sent. A receiver cannot use the segment without it.",
    .help = "Fill in the element, or leave out the whole segment where the guide lets you.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:1",
    .source = "837 guides: usage of the element; 999 IK403 1",
    .fires = {"837p-clean.edi", "N4*SPRINGFIELD*IL*627010410~", "N4**IL*627010410~"},
    .passes = {"837p-clean.edi", "N4*SPRINGFIELD*IL*627010410~", "N4*SPRINGFIELD~"},
    .structure_fault = edi::FaultKind::element_missing,
    .structure_message = say,
};

} // namespace rules
