#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    auto const* use = use_of(fault, guide);
    bool const number = use && (use->type == edi::ElementType::decimal || use->type == edi::ElementType::integer);
    m << (number ? ", which is no number" : ", with characters that it must not have");
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_has_wrong_characters;
constinit Rule const element_has_wrong_characters{
    .id = "D006",
    .name = "element-has-wrong-characters",
    .snip = 1,
    .title = "Characters that the element must not have",
    .explanation = "A number has digits, one point and perhaps a minus sign and an exponent. A text has printable characters: no "
                   "tabulators, line breaks or other control characters.",
    .help = "Remove what does not belong into the element.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:6",
    .source = "X12 005010 data types AN, ID, N, R and character sets; 999 IK403 6",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180*", "CLM*RB-1001*18O*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180*", "CLM*RB-1001*180.00*"},
    .structure_fault = edi::FaultKind::element_character,
    .structure_message = say,
};

} // namespace rules
