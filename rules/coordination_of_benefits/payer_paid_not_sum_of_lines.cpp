#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::Money const& paid = facts.claim.other_payers[i].paid;
        if (payer.adjudications == 0 || !paid.ok() || !is_told_apart(facts, payer)) continue;
        std::int64_t expected = 0, difference = 0;
        if (!payer.line_paid.reliable || !payer.claim_adjusted.reliable) continue;
        if (__builtin_sub_overflow(payer.line_paid.total, payer.claim_adjusted.total, &expected)) continue;
        if (__builtin_sub_overflow(paid.cents, expected, &difference)) continue;
        if (difference >= -facts.policy.cob_tolerance() && difference <= facts.policy.cob_tolerance()) continue;
        report.add(paid.field.place, edi::LoopId::L2320, 0, {}, [&](Message& m) {
            say_payer(m, facts.claim.other_payers[i].payer.id);
            m << ": AMT*D ";
            m.money(paid.cents) << " is not the lines' payments ";
            m.money(payer.line_paid.total) << " less the claim's adjustments ";
            m.money(payer.claim_adjusted.total) << " (difference ";
            m.money(difference) << ')';
        });
    }
}

} // namespace

extern Rule const payer_paid_not_sum_of_lines;
constinit Rule const payer_paid_not_sum_of_lines{
    .id = "C203",
    .name = "payer-paid-not-sum-of-lines",
    .snip = 3,
    .title = "Amount another payer paid is not the sum of its line payments",
    .explanation = "Where a prior payer decided line by line (2430), its payment for the claim (AMT*D) is the sum of its line payments "
                   "(SVD02) less its adjustments of "
                   "the whole claim (2320 CAS), to the cent. Where it has no 2430 loop the equation is not applied: a payer may decide on "
                   "the claim as a whole.",
    .help = "Copy AMT*D, SVD02 and the adjustments from the remittance; an adjustment of the claim belongs into 2320, not into a line.",
    .claim_status = {"A8:672"},
    .source = "837 2320 AMT*D = sum of 2430 SVD02 - sum of 2320 CAS; X12 interpretation 1294",
    .fires = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*1*40~"},
    .passes = {"837p-cob.edi", "", ""},
    .data = show_tolerance,
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
