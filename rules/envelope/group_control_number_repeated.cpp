#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "GS06 \"";
    m.printable(detail.found, 40) << "\" was used before in this interchange";
}

} // namespace

extern Rule const group_control_number_repeated;
constinit Rule const group_control_number_repeated{
    .id = "E108",
    .name = "group-control-number-repeated",
    .snip = 1,
    .title = "Group control number used before",
    .explanation =
        "GS06 must tell the groups of an interchange apart. With the number used twice, an answer cannot say which group it means.",
    .help = "Give each group of the interchange its own GS06.",
    .ack_999 = "AK905:19",
    .source = "X12 005010 control standard: GS06; AK905 19",
    .fires = {"837p-clean.edi", "GE*1*101~\nIEA*1*",
              "GE*1*101~\nGS*HC*RIVERBEND*CLEARWAY*20261102*0915*101*X*005010X222A1~\nGE*0*101~\nIEA*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_number_repeated,
    .envelope_message = say,
};

} // namespace rules
