#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_wrong_count(m, "GE01", "the group has", "sets", detail);
}

} // namespace

extern Rule const group_set_count;
constinit Rule const group_set_count{
    .id = "E103",
    .name = "group-set-count",
    .snip = 1,
    .title = "Group trailer with a wrong number of sets",
    .explanation = "GE01 states how many transaction sets the group has. It differs from those found, so sets may be lost or added.",
    .help = "Put the number of ST segments into GE01.",
    .ack_999 = "AK905:5",
    .source = "X12 005010 control standard: GE01; AK905 5",
    .fires = {"837p-clean.edi", "GE*1*", "GE*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_set_count,
    .envelope_message = say,
};

} // namespace rules
