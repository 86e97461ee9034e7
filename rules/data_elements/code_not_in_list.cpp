#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", which is not in its code list";
    if (auto const* use = use_of(fault, guide); use && use->codes.size() <= 60) m << " (" << use->codes << ')';
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const code_not_in_list;
constinit Rule const code_not_in_list{
    .id = "D007",
    .name = "code-not-in-list",
    .snip = 2,
    .title = "Code that is not in the code list",
    .explanation = "The guide lists the codes that this element may have, and this is none of them.",
    .help = "Use one of the codes of the list.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:7",
    .source = "837 guides: codes of the element; 999 IK403 7",
    .fires = {"837p-clean.edi", "SBR*P*18*PMH7701*", "SBR*X*18*PMH7701*"},
    .passes = {"837p-clean.edi", "SBR*P*18*PMH7701*", "SBR*S*18*PMH7701*"},
    .structure_fault = edi::FaultKind::element_code,
    .structure_message = say,
};

} // namespace rules
