#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_element(m, fault, guide, segments);
    m << " is missing; other elements of the segment demand it";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const dependent_element_missing;
constinit Rule const dependent_element_missing{
    .id = "D002",
    .name = "dependent-element-missing",
    .snip = 1,
    .title = "Element missing that another one demands",
    .explanation = "Some elements go together: a qualifier and what it qualifies, an amount and its reason, or one of several that "
                   "must be there. The standard writes this as a syntax note of the segment.",
    .help = "Fill in the element, or remove the one that demands it.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:2",
    .source = "X12 005010 syntax notes of the segment (kinds P, R, C, L); 999 IK403 2",
    .fires = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~", "NM1*82*1*OKAFOR*NGOZI****XX~"},
    .passes = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~", "NM1*82*1*OKAFOR*NGOZI~"},
    .structure_fault = edi::FaultKind::element_dependent,
    .structure_message = say,
};

} // namespace rules
