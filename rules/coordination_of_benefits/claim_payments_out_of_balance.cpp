#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The lines' charges differ from the claim's by the same amount: not the payer's numbers are wrong.
bool charge_is_off(ClaimFacts const& facts, std::int64_t difference) {
    std::int64_t off = 0;
    return !facts.claim.lines.empty() && facts.line_charges.reliable &&
           !__builtin_sub_overflow(facts.claim.charge.cents, facts.line_charges.total, &off) && off == difference;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        auto const account = account_of(facts, i);
        if (!account || is_balanced(facts, account->difference)) continue;
        edi::Claim const& claim = facts.claim;
        edi::OtherPayer const& other = claim.other_payers[i];
        edi::Place const place = other.paid.field.present() ? other.paid.field.place : other.coverage.place;
        auto const off = lines_off(facts, i);
        auto* const told = report.add(place, edi::LoopId::L2320, 0, {{"charge", claim.charge}, off[0], off[1], off[2]}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << ": claim charge ";
            m.money(claim.charge.cents) << " is not paid ";
            m.money(account->paid) << " + adjusted ";
            m.money(account->adjusted) << " (difference ";
            m.money(account->difference) << ')';
            Items items(m);
            say_claim_adjustments(items, claim, other);
            for (BalancePart const& part : parts_of(facts, i)) {
                edi::Range const adjustments = claim.adjudications[part.adjudication].adjustments;
                if (adjustments.count == 0) continue;
                items.add([&](Message& item) {
                    item << "line " << part.line + 1 << ' ';
                    say_adjustments(item, claim, adjustments);
                });
            }
            items.end();
            say_lines_off(m, facts, i);
            if (charge_is_off(facts, account->difference)) {
                m << "; itself off: CLM02 by ";
                m.money(account->difference);
            }
        });
        report.also(told, {"paid", other.paid});
        mark_adjustments(report, told, claim, other.adjustments);
        for (BalancePart const& part : parts_of(facts, i))
            mark_adjustments(report, told, claim, claim.adjudications[part.adjudication].adjustments);
    }
}

} // namespace

extern Rule const claim_payments_out_of_balance;
constinit Rule const claim_payments_out_of_balance{
    .id = "C202",
    .name = "claim-payments-out-of-balance",
    .snip = 3,
    .title = "Payment and adjustments of another payer do not make up the claim's charge",
    .explanation = "Equation for each prior payer: CLM02 = AMT*D + sum of its CAS amounts in 2320 + sum of its CAS amounts in 2430, to the "
                   "cent. AMT*D that is not sent counts as zero where the payer has no 2430 loop. A payment that went to the subscriber "
                   "stays an adjustment (PR 100) with AMT*D zero. What is left to the patient (AMT*EAF) is the provider's judgement and "
                   "takes no part. Not judged: payers that have not decided (later payers, and payers that were passed over with AMT*A8 "
                   "alone), a payer named twice beside line payments, line payments without AMT*D, and claims with a 2430 loop of an "
                   "unknown payer.",
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
