#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "segments outside of any transaction set: " << detail.found;
    say_lost_claims(m, detail);
}

} // namespace

extern Rule const segment_outside_set;
constinit Rule const segment_outside_set{
    .id = "E107",
    .name = "segment-outside-set",
    .snip = 1,
    .title = "Segment outside of a transaction set",
    .explanation = "Segments stand between GS and GE that belong to no set. They are not checked; claims among them are rejected. The "
                   "group is rejected, and the TA1 says why. There is no 277CA: it answers a set by its BHT03, and there is none.",
    .help = "Put the segments between ST and SE, or remove them.",
    .ack_ta1 = "022",
    .source = "X12 005010 control standard: sets within a group; TA105 022 (AK905 has no code for it)",
    .fires = {"837p-clean.edi", "ST*837*", "REF*EI*1~\nST*837*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::segment_outside_set,
    .envelope_message = say,
};

} // namespace rules
