#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "the set has no claim (CLM)";
}

} // namespace

extern Rule const set_without_claims;
constinit Rule const set_without_claims{
    .id = "E207",
    .name = "set-without-claims",
    .snip = 2,
    .title = "837 without claims",
    .explanation = "The set has no CLM segment. An 837 exists to carry claims; without one something was lost when it was made.",
    .help = "Send the set with its claims, or leave it out.",
    .ack_999 = "IK502:I5",
    .source = "837 guides: loop 2300; IK502 I5",
    .fires = {"837p-clean.edi", "GE*1*", "ST*837*0002*005010X222A1~\nSE*2*0002~\nGE*2*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::set_without_claims,
    .envelope_message = say,
};

} // namespace rules
