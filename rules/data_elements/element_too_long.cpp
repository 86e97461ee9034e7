#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", which is too long";
    if (auto const* use = use_of(fault, guide)) m << " (" << use->shortest << " to " << use->longest << " characters)";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_too_long;
constinit Rule const element_too_long{
    .id = "D005",
    .name = "element-too-long",
    .snip = 1,
    .title = "Element longer than the standard allows",
    .explanation = "The element has more characters (a number: more digits, point and sign not counted) than its type can hold. A "
                   "receiver cuts it off, or refuses the set.",
    .help = "Shorten the value; a name or a text may be cut, an id may not.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:5",
    .source = "X12 005010 data element dictionary; 999 IK403 5",
    .fires = {"837p-clean.edi", "CLM*RB-1001*", "CLM*RB-1001-1234567890-1234567890-1234567890*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*", "CLM*RB-1001-1234567890-1234567890-12345678*"},
    .structure_fault = edi::FaultKind::element_long,
    .structure_message = say,
};

} // namespace rules
