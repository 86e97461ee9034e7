#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", a code that the guide does not use here";
    if (auto const* use = use_of(fault, guide); use && use->codes.size() <= 60) m << " (" << use->codes << ')';
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const code_not_used_here;
constinit Rule const code_not_used_here{
    .id = "D008",
    .name = "code-not-used-here",
    .snip = 2,
    .title = "Code that the guide does not use at this place",
    .explanation = "The code exists, and the guides use it elsewhere, but not at this place. The value behind it is mostly right and "
                   "in the wrong segment.",
    .help = "Use one of the codes that the guide has here, or move the value to where its code belongs.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I6",
    .source = "837 guides: codes of the element; 999 IK403 I6",
    .fires = {"837p-clean.edi", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****46*PMH01~"},
    .passes = {"837p-clean.edi", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****XV*PMH01~"},
    .structure_fault = edi::FaultKind::element_code_elsewhere,
    .structure_message = say,
};

} // namespace rules
