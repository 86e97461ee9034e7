#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "segments outside of any transaction set: " << detail.found;
}

} // namespace

extern Rule const segment_outside_set;
constinit Rule const segment_outside_set{
    .id = "E107",
    .name = "segment-outside-set",
    .snip = 1,
    .title = "Segment outside of a transaction set",
    .explanation = "Segments stand between GS and GE that belong to no set. They are not checked and nothing answers them.",
    .help = "Put the segments between ST and SE, or remove them.",
    .ack_999 = "AK905:1",
    .source = "X12 005010 control standard: sets within a group",
    .fires = {"837p-clean.edi", "ST*837*", "REF*EI*1~\nST*837*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::segment_outside_set,
    .envelope_message = say,
};

} // namespace rules
