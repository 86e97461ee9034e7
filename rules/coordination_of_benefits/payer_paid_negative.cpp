#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The lines' payments less the claim's adjustments are the amount: a payer took back more than it paid.
bool is_explained(PayerFacts const& payer, edi::Money const& paid) {
    std::int64_t expected = 0;
    return payer.adjudications > 0 && payer.line_paid.reliable && payer.claim_adjusted.reliable &&
           !__builtin_sub_overflow(payer.line_paid.total, payer.claim_adjusted.total, &expected) && expected == paid.cents;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (!other.paid.ok() || other.paid.cents >= 0 || is_explained(facts.payers[i], other.paid)) continue;
        report.add(other.paid.field.place, edi::LoopId::L2320, 0, {}, [&](Message& m) {
            m << "AMT*D of ";
            say_payer(m, other.payer.id);
            m << " is ";
            m.money(other.paid.cents) << ": a payment is zero or more";
        });
    }
}

} // namespace

extern Rule const payer_paid_negative;
constinit Rule const payer_paid_negative{
    .id = "C208",
    .name = "payer-paid-negative",
    .severity = Severity::warning,
    .snip = 2,
    .title = "Negative payment of another payer",
    .explanation = "What a prior payer paid for the claim (AMT*D) is zero or more. Less than zero is possible only where adjustments of "
                   "the claim are larger than what its lines were paid; such a claim is left alone.",
    .help = "Send the payment of the final decision; for a reversal use the remittance that followed it.",
    .source = "837 2320 AMT*D; X12 interpretation 1294",
    .fires = {"837p-cob.edi", "AMT*D*60~", "AMT*D*-60~"},
    .passes = {"837p-cob.edi", "AMT*D*60~", "AMT*D*0~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
