#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_wrong_count(m, "IEA01", "the interchange has", "groups", detail);
}

} // namespace

extern Rule const interchange_group_count;
constinit Rule const interchange_group_count{
    .id = "E013",
    .name = "interchange-group-count",
    .snip = 1,
    .title = "Interchange trailer with a wrong number of groups",
    .explanation = "IEA01 states how many groups the interchange has. It differs from those found, so groups may be lost or added.",
    .help = "Put the number of GS segments into IEA01.",
    .ack_ta1 = "021",
    .source = "X12 005010 control standard: IEA01; TA105 021",
    .fires = {"837p-clean.edi", "IEA*1*", "IEA*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::interchange_group_count,
    .envelope_message = say,
};

} // namespace rules
