#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    say_wrong_count(m, "SE01", "the set has", "segments", detail);
}

} // namespace

extern Rule const set_segment_count;
constinit Rule const set_segment_count{
    .id = "E203",
    .name = "set-segment-count",
    .snip = 1,
    .title = "Set trailer with a wrong number of segments",
    .explanation =
        "SE01 states how many segments the set has, ST and SE included. It differs from those found, so segments may be lost or added.",
    .help = "Count the segments from ST to SE, both included, and put the number into SE01.",
    .ack_999 = "IK502:4",
    .source = "X12 005010 control standard: SE01; IK502 4",
    .fires = {"837p-clean.edi", "SE*88*", "SE*87*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_segment_count,
    .envelope_message = say,
};

} // namespace rules
