#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_disagreement(m, "GE02", "GS06 is", detail);
}

} // namespace

extern Rule const group_control_number;
constinit Rule const group_control_number{
    .id = "E102",
    .name = "group-control-number",
    .snip = 1,
    .title = "Group trailer with another control number",
    .explanation = "GE02 repeats GS06 so that header and trailer are known to belong together. They differ, so the group may be cut or "
                   "mixed with another.",
    .help = "Put the number of GS06 into GE02.",
    .ack_999 = "AK905:4",
    .source = "X12 005010 control standard: GS06, GE02; AK905 4",
    .fires = {"837p-clean.edi", "GE*1*101", "GE*1*999"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::group_number,
    .envelope_message = say,
};

} // namespace rules
