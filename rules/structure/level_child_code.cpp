#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    say_element(m, "HL04", fault, 4, segments);
    m << (segments.at({fault.place.segment, 4, 0}) == "0" ? ", but a level follows below this one"
                                                          : ", but no level follows below this one");
}

} // namespace

extern Rule const level_child_code;
constinit Rule const level_child_code{
    .id = "S012",
    .name = "level-child-code",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Level that is wrong about levels below it",
    .explanation = "HL04 says whether levels follow below this one: 1 yes, 0 no. It is not so here. A patient level may have been lost; "
                   "the claims themselves can still be read, so this is a warning.",
    .help = "Put 1 into HL04 if levels follow below, else 0.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:I12",
    .source = "837 guides: HL segments of loops 2000A, 2000B and 2000C; 999 IK403 I12",
    .fires = {"837p-clean.edi", "HL*2*1*22*0", "HL*2*1*22*1"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::level_child_code,
    .structure_message = say,
};

} // namespace rules
