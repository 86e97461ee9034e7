#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (!payer.on_every_line || !other.paid.ok() || !is_told_apart(facts, payer)) continue;
        std::int64_t expected = 0, difference = 0;
        if (!payer.line_paid.reliable || !payer.claim_adjusted.reliable) continue;
        if (__builtin_sub_overflow(payer.line_paid.total, payer.claim_adjusted.total, &expected)) continue;
        if (__builtin_sub_overflow(other.paid.cents, expected, &difference) || is_balanced(facts, difference)) continue;
        auto* const told = report.add(other.paid.field.place, edi::LoopId::L2320, 0, {{"paid", other.paid}}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << ": AMT*D ";
            m.money(other.paid.cents) << " is not the lines' payments ";
            m.money(payer.line_paid.total) << " less the claim's adjustments ";
            m.money(payer.claim_adjusted.total) << " (difference ";
            m.money(difference) << ')';
            Items items(m);
            say_claim_adjustments(items, facts.claim, other);
            for (BalancePart const& part : parts_of(facts, i))
                items.add([&](Message& item) {
                    item << "line " << part.line + 1 << " paid ";
                    item.money(facts.claim.adjudications[part.adjudication].paid.cents);
                });
            items.end();
            say_lines_off(m, facts, i);
        });
        mark_adjustments(report, told, facts.claim, other.adjustments);
        for (BalancePart const& part : parts_of(facts, i)) report.also(told, {"paid", facts.claim.adjudications[part.adjudication].paid});
    }
}

} // namespace

extern Rule const payer_paid_not_sum_of_lines;
constinit Rule const payer_paid_not_sum_of_lines{
    .id = "C203",
    .name = "payer-paid-not-sum-of-lines",
    .snip = 3,
    .title = "Amount another payer paid is not the sum of its line payments",
    .explanation =
        "Equation for each prior payer that decided line by line (2430): AMT*D = sum of SVD02 over its lines - sum of its CAS "
        "amounts in 2320, to the cent. Adjustments of the whole claim are taken off what the lines were paid. Not judged: a payer "
        "without 2430 loops, who decided on the claim as a whole; a payer who decided on some of the lines only; line payments "
        "that cannot be given to their payer (SVD01 unknown, or the id of two payers).",
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
