#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (LineBalance const& balance : facts.balances) {
        Cents accounted = balance.paid;
        accounted.add(balance.adjusted);
        if (!accounted.reliable || !balance.charges.reliable) continue;
        std::int64_t const difference = balance.charges.total - accounted.total;
        if (difference >= -facts.policy.cob_tolerance() && difference <= facts.policy.cob_tolerance()) continue;
        edi::Adjudication const& adjudication = facts.claim.adjudications[balance.adjudication];
        edi::Place const charge = facts.claim.lines[balance.line].charge.field.place;
        report.add(adjudication.paid.field.place, edi::LoopId::L2430, balance.line + 1, {charge}, [&](Message& m) {
            say_payer(m, adjudication.payer_id);
            m << ": ";
            if (balance.line_count > 1) m << balance.line_count << " bundled lines together: ";
            m << "charge ";
            m.money(balance.charges.total) << " is not paid ";
            m.money(balance.paid.total) << " + adjusted ";
            m.money(balance.adjusted.total) << " (difference ";
            m.money(difference) << ')';
        });
    }
}

} // namespace

extern Rule const line_payments_out_of_balance;
constinit Rule const line_payments_out_of_balance{
    .id = "C201",
    .name = "line-payments-out-of-balance",
    .snip = 3,
    .title = "Payment and adjustments of another payer do not make up the line's charge",
    .explanation = "What a prior payer did with a line's charge is paid (SVD02) or adjusted (CAS of the same 2430 loop); both together are "
                   "the charge, to the "
                   "cent. Adjustments may be negative. Several 2430 loops of one payer on one line count together, and lines that the "
                   "payer bundled (SVD06) "
                   "balance as a group. Not judged: 2430 loops without a payer id or of one that two payers of the claim have, a bundle "
                   "whose line is not in the claim.",
    .help = "Copy payment and adjustments of the line from the payer's remittance as they stand; leave nothing out and add nothing.",
    .claim_status = {"A8:672", "A8:710"},
    .source = "837 2400 SV102/SV203 = 2430 SVD02 + CAS; X12 guide section on balancing, published clearinghouse edit",
    .fires = {"837p-cob.edi", "SVD*PMH01*126*", "SVD*PMH01*125*"},
    .passes = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*31**144*-1~"},
    .data = show_tolerance,
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
