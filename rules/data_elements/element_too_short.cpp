#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", which is too short";
    if (auto const* use = use_of(fault, guide)) m << " (" << use->shortest << " to " << use->longest << " characters)";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_too_short;
constinit Rule const element_too_short{
    .id = "D004",
    .name = "element-too-short",
    .snip = 1,
    .title = "Element shorter than the standard allows",
    .explanation = "The element has fewer characters (a number: fewer digits) than its type needs. Codes of another length are other "
                   "codes.",
    .help = "Send the whole value.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:4",
    .source = "X12 005010 data element dictionary; 999 IK403 4",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180*UN*20", "HC:J2371:J*180*UN*20"},
    .passes = {"837p-clean.edi", "HC:J2371:JB*180*UN*20", "HC:J2371:JA*180*UN*20"},
    .structure_fault = edi::FaultKind::element_short,
    .structure_message = say,
};

} // namespace rules
