#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_disagreement(m, "IEA02", "ISA13 is", detail);
}

} // namespace

extern Rule const interchange_control_number;
constinit Rule const interchange_control_number{
    .id = "E012",
    .name = "interchange-control-number",
    .snip = 1,
    .title = "Interchange trailer with another control number",
    .explanation = "IEA02 repeats ISA13 so that header and trailer are known to belong together. They differ, so two interchanges may have "
                   "been mixed or one cut.",
    .help = "Put the number of ISA13 into IEA02.",
    .ack_ta1 = "001",
    .source = "X12 005010 control standard: ISA13, IEA02; TA105 001",
    .fires = {"837p-clean.edi", "IEA*1*000000101", "IEA*1*000000999"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::interchange_number,
    .envelope_message = say,
};

} // namespace rules
