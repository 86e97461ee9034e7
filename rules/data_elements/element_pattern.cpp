#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    if (auto const* use = use_of(fault, guide)) m << "; " << use->digits << " digits are wanted";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_pattern;
constinit Rule const element_pattern{
    .id = "D013",
    .name = "element-pattern",
    .snip = 2,
    .title = "Value that has not the form the guide asks for",
    .explanation = "The guide asks for a fixed form here: a social security number is nine digits without hyphens.",
    .help = "Write the digits only.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I12",
    .source = "837 guides: notes of the element; 999 IK403 I12",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580214*F~REF*SY*123-45-6789~"},
    .passes = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*19580214*F~REF*SY*123456789~"},
    .structure_fault = edi::FaultKind::element_pattern,
    .structure_message = say,
};

} // namespace rules
