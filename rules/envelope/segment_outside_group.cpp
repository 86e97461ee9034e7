#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "segments outside of any group: " << detail.found;
    say_lost_claims(m, detail);
}

} // namespace

extern Rule const segment_outside_group;
constinit Rule const segment_outside_group{
    .id = "E014",
    .name = "segment-outside-group",
    .snip = 1,
    .title = "Segment outside of a group",
    .explanation = "Segments stand between ISA and IEA that belong to no group. They are not checked; claims among them are rejected, and "
                   "only the TA1 answers them, because a 277CA answers a set by its BHT03. Where all sets of the interchange are outside "
                   "of groups it is rejected (TA1 R), otherwise accepted with errors.",
    .help = "Put the segments between GS and GE, or remove them.",
    .ack_ta1 = "024",
    .source = "X12 005010 control standard: groups within an interchange; TA105 024",
    .fires = {"837p-clean.edi", "GS*HC*", "REF*EI*1~\nGS*HC*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::segment_outside_group,
    .envelope_message = say,
};

} // namespace rules
