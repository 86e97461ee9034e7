#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const&, Message& m) {
    m << "more than 16 MiB or 250,000 segments of one claim, level or 999 were passed over";
}

} // namespace

extern Rule const claim_too_large;
constinit Rule const claim_too_large{
    .id = "E208",
    .name = "claim-too-large",
    .snip = 1,
    .title = "Claim larger than can be checked",
    .explanation =
        "More than 16 MiB of text or 250,000 segments come between one CLM and the next. The guides limit a claim to far less. "
        "The claim is passed over and rejected unchecked. The same holds for a level (HL) and for a whole 999, which are passed over "
        "unread.",
    .help = "Split the claim, or find the missing CLM segments.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK502:5",
    .source = "limit of this program: 16 MiB and 250,000 segments a claim",
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::claim_too_large,
    .envelope_message = say,
};

} // namespace rules
