#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (!facts.payers[i].decided || !other.non_covered.field.present()) continue;
        report.add(other.non_covered.field.place, edi::LoopId::L2320, 0, {other.paid.field.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has decided on the claim, so AMT*A8 (not covered, payer passed over) has nothing to say";
        });
    }
}

} // namespace

extern Rule const non_covered_beside_decision;
constinit Rule const non_covered_beside_decision{
    .id = "C210",
    .name = "non-covered-beside-decision",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Passed-over payer with a decision",
    .explanation = "AMT*A8 in 2320 says that the provider did not bill this payer because it does not cover the service. Beside a payment "
                   "or adjustments of the same payer it contradicts them; some payers then take the claim as not covered. The guides' own "
                   "examples have it, so this is advice.",
    .help = "Leave AMT*A8 out where the payer has decided; what it did not cover stands in its adjustments.",
    .source = "837 2320 AMT*A8 (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "AMT*D*60~", "AMT*D*60~\nAMT*A8*90~"},
    .passes = {"837p-cob.edi", "CAS*CO*45*18~\nCAS*PR*2*12~\nAMT*D*60~", "AMT*A8*90~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
