#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    say_element(m, "HL03", fault, 3, segments);
    m << ", which is no level of the guide";
}

} // namespace

extern Rule const level_code_unknown;
constinit Rule const level_code_unknown{
    .id = "S009",
    .name = "level-code-unknown",
    .snip = 2,
    .title = "Level that the guide does not have",
    .explanation =
        "HL03 says what a level is: 20 billing provider, 22 subscriber, 23 patient. With another code the claims below belong to nobody.",
    .help = "Put a level of the guide into HL03: 20, 22 or 23 (277CA: 20, 21, 19 or PT).",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:7",
    .source = "837 guides: HL segments of loops 2000A, 2000B and 2000C; 999 IK403 7",
    .fires = {"837p-clean.edi", "HL*4*3*23*0", "HL*4*3*24*0"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::level_unknown,
    .structure_message = say,
};

} // namespace rules
