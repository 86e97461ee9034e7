#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "ST02 \"";
    m.printable(detail.found, 40) << "\" was used before in this group";
}

} // namespace

extern Rule const set_control_number_repeated;
constinit Rule const set_control_number_repeated{
    .id = "E204",
    .name = "set-control-number-repeated",
    .snip = 1,
    .title = "Set control number used before",
    .explanation = "ST02 must tell the sets of a group apart. With the number used twice, an answer cannot say which set it means.",
    .help = "Give each set of the group its own ST02.",
    .ack_999 = "IK502:23",
    .source = "837 guides: ST02; IK502 23",
    .fires = {"837p-clean.edi", "GE*1*", "ST*837*0001*005010X222A1~\nSE*2*0001~\nGE*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_number_repeated,
    .envelope_message = say,
};

} // namespace rules
