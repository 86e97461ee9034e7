#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "segments without content: " << detail.found;
}

} // namespace

extern Rule const empty_segment;
constinit Rule const empty_segment{
    .id = "E006",
    .name = "empty-segment",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Segment without content",
    .explanation = "Two segment terminators follow each other with nothing between. The segment is passed over and not counted; other "
                   "receivers may count it in SE01 or refuse it.",
    .help = "Remove the extra terminator.",
    .source = "X12 005010 control standard: a segment has an id",
    .fires = {"837p-clean.edi", "NM1*41*", "~NM1*41*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::empty_segment,
    .envelope_message = say,
};

} // namespace rules
