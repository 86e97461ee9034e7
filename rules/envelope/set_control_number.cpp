#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_disagreement(m, "SE02", "ST02 is", detail);
}

} // namespace

extern Rule const set_control_number;
constinit Rule const set_control_number{
    .id = "E202",
    .name = "set-control-number",
    .snip = 1,
    .title = "Set trailer with another control number",
    .explanation = "SE02 repeats ST02 so that header and trailer are known to belong together. They differ, so the set may be cut or mixed "
                   "with another.",
    .help = "Put the number of ST02 into SE02.",
    .ack_999 = "IK502:3",
    .source = "X12 005010 control standard: ST02, SE02; IK502 3",
    .fires = {"837p-clean.edi", "SE*88*0001", "SE*88*0002"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_number,
    .envelope_message = say,
};

} // namespace rules
