#include "rules/over_claims/wording.hpp"
#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "the set is the same batch as an earlier one";
    if (detail.earlier) {
        if (!detail.earlier->input.empty()) {
            m << " of ";
            m.printable(detail.earlier->input, longest_path);
        }
        say_envelope(m, *detail.earlier);
    }
    m << ": same sender, number and time (BHT03 to BHT05), and the same claims";
}

} // namespace

extern Rule const batch_repeated;
constinit Rule const batch_repeated{
    .id = "R105",
    .name = "batch-repeated",
    .snip = 7,
    .title = "A batch of claims is in the run twice",
    .explanation =
        "An earlier set of the run, in this file or another, has the same sender and receiver (1000A, 1000B), the same number, day and "
        "time "
        "(BHT03 to BHT05) and kind (BHT06), and the same claims in the same order, with their numbers and with the same verdict on each. "
        "It was sent twice. The 277CA rejects it as a whole and names none of its claims; the 999 accepts it, because nothing is wrong "
        "with "
        "its form. Test and production are apart. A set of which a claim was put right, or was rejected before and is not now, is another "
        "batch, and so is one that follows a set of which nothing was accepted.",
    .help = "Send each batch once. If its claims are meant to be sent again, they want a batch number of their own and frequency 7.",
    .claim_status = {"A3:746"},
    .source = "claim status 746 duplicate batch, allowed in 2200B of the 277CA alone (note of the code list); 837 BHT03",
    .passes = {"837p-clean.edi", "", ""},
    .staged = StagedExample::sent_twice,
    .envelope_fault = edi::EnvelopeFault::set_repeated,
    .envelope_message = say,
};

} // namespace rules
