#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.claim.charge.ok()) return;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (facts.payers[i].decided || !other.non_covered.ok() || other.non_covered.cents == facts.claim.charge.cents) continue;
        report.add(other.non_covered.field.place, edi::LoopId::L2320, 0, {facts.claim.charge.field.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << ": AMT*A8 is ";
            m.money(other.non_covered.cents) << ", the claim's charge is ";
            m.money(facts.claim.charge.cents);
        });
    }
}

} // namespace

extern Rule const non_covered_not_claim_charge;
constinit Rule const non_covered_not_claim_charge{
    .id = "C209",
    .name = "non-covered-not-claim-charge",
    .severity = Severity::advice,
    .snip = 3,
    .title = "Charge that a passed-over payer does not cover is not the claim's charge",
    .explanation = "Equation: AMT*A8 = CLM02. A provider that knows that a prior payer does not cover the service may pass it over and say "
                   "so with AMT*A8. Nobody has decided on a part of the claim then, so the amount is the whole charge.",
    .help = "Set AMT*A8 to CLM02, or bill the payer and send what it decided.",
    .source = "837 2320 AMT*A8 (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "CAS*CO*45*18~\nCAS*PR*2*12~\nAMT*D*60~", "AMT*A8*80~"},
    .passes = {"837p-cob.edi", "CAS*CO*45*18~\nCAS*PR*2*12~\nAMT*D*60~", "AMT*A8*90~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
