#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m.printable(detail.found, 40) << " closes nothing: its header is missing";
}

} // namespace

extern Rule const trailer_unexpected;
constinit Rule const trailer_unexpected{
    .id = "E015",
    .name = "trailer-unexpected",
    .snip = 1,
    .title = "Trailer without its header",
    .explanation = "An SE, GE or IEA closes something that was not opened. A header is missing or the trailer stands twice.",
    .help = "Remove the trailer or restore its header.",
    .ack_ta1 = "022",
    .source = "X12 005010 control standard: nesting of ISA GS ST SE GE IEA; TA105 022",
    .fires = {"837p-clean.edi", "GE*1*101~", "SE*88*0001~\nGE*1*101~"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::trailer_unexpected,
    .envelope_message = say,
};

} // namespace rules
