#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.payers.empty() || !facts.claim.charge.ok()) return;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        bool const paid_is_known = other.paid.ok() || (!other.paid.field.present() && payer.adjudications == 0);
        if (!payer.decided || !paid_is_known || !is_told_apart(facts, payer)) continue;
        Cents adjusted = payer.claim_adjusted;
        adjusted.add(payer.line_adjusted);
        Cents accounted = adjusted;
        accounted.add(other.paid.cents);
        if (!accounted.reliable) continue;
        std::int64_t const difference = facts.claim.charge.cents - accounted.total;
        if (difference >= -facts.policy.cob_tolerance() && difference <= facts.policy.cob_tolerance()) continue;
        edi::Place const place = other.paid.field.present() ? other.paid.field.place : other.coverage.place;
        report.add(place, edi::LoopId::L2320, 0, {facts.claim.charge.field.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << ": claim charge ";
            m.money(facts.claim.charge.cents) << " is not paid ";
            m.money(other.paid.cents) << " + adjusted ";
            m.money(adjusted.total) << " (difference ";
            m.money(difference) << ')';
        });
    }
}

} // namespace

extern Rule const claim_payments_out_of_balance;
constinit Rule const claim_payments_out_of_balance{
    .id = "C202",
    .name = "claim-payments-out-of-balance",
    .snip = 3,
    .title = "Payment and adjustments of another payer do not make up the claim's charge",
    .explanation = "For each prior payer the claim charge (CLM02) is what it paid (AMT*D) and all its adjustments, those of the claim "
                   "(2320 CAS) and of the lines "
                   "(2430 CAS) together, to the cent. A payment that went to the subscriber stays an adjustment with AMT*D zero. The "
                   "patient's remaining "
                   "liability (AMT*EAF) is the provider's judgement and takes no part. Not judged: payers that have not decided (later "
                   "payers, and payers that were "
                   "passed over with AMT*A8 alone), a payer named twice, line adjudications without AMT*D, and claims with a 2430 loop of "
                   "an unknown payer.",
    .help = "Copy AMT*D and all adjustments of this payer from its remittance, claim level into 2320 and line level into 2430, none of "
            "them twice.",
    .claim_status = {"A8:672"},
    .source = "837 2300 CLM02 = 2320 AMT*D + CAS of 2320 and 2430; X12 interpretations 1294, 1860, 985",
    .fires = {"837p-cob.edi", "AMT*D*60~", "AMT*D*65~"},
    .passes = {"837p-cob.edi", "AMT*EAF*74~", "AMT*EAF*99~"},
    .data = show_tolerance,
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
