#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the file ends inside a segment, before its terminator";
}

} // namespace

extern Rule const segment_unterminated;
constinit Rule const segment_unterminated{
    .id = "E004",
    .name = "segment-unterminated",
    .snip = 1,
    .title = "Last segment without its terminator",
    .explanation = "The file ends inside a segment. It was probably cut off in transfer, and what is missing cannot be known.",
    .help = "Send the whole file again and end every segment with the terminator.",
    .ack_ta1 = "023",
    .source = "X12 005010 control standard: segment terminator; TA105 023",
    .fires = {"837p-clean.edi", "IEA*1*000000101~", "IEA*1*000000101"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::segment_unterminated,
    .envelope_message = say,
};

} // namespace rules
