#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    say_element(m, "HL01", fault, 1, segments);
    m << " but is not the running number of this HL";
}

} // namespace

extern Rule const level_number;
constinit Rule const level_number{
    .id = "S010",
    .name = "level-number",
    .snip = 1,
    .title = "Level with a wrong number",
    .explanation = "HL01 numbers the levels of the set from 1 without gaps. Levels below refer to it, so a wrong number breaks the chain "
                   "from provider to patient.",
    .help = "Number the HL segments of the set 1, 2, 3 and so on.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I12",
    .source = "837 guides: HL segments of loops 2000A, 2000B and 2000C; 999 IK403 I12",
    .fires = {"837p-clean.edi", "HL*2*1*22*0", "HL*9*1*22*0"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::level_number,
    .structure_message = say,
};

} // namespace rules
