#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "more than 1 MiB of text without a segment terminator was passed over";
}

} // namespace

extern Rule const segment_too_long;
constinit Rule const segment_too_long{
    .id = "E005",
    .name = "segment-too-long",
    .snip = 1,
    .title = "Segment longer than can be read",
    .explanation = "A segment runs on for more than 1 MiB without a terminator. No segment of an 837 comes near that; most likely a "
                   "terminator is missing or the delimiters are wrong. The stretch is passed over unchecked.",
    .help = "Find the missing segment terminator and put it in.",
    .ack_999 = "IK502:5",
    .source = "limit of this program: 1 MiB a segment",
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::segment_too_long,
    .envelope_message = say,
};

} // namespace rules
