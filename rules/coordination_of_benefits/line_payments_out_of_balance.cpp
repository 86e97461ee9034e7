#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// "line 2 charge 100.00, paid 0.00, CO 45 40.00": the charge stands at the first 2430 loop of a line.
void say_part(Message& m, ClaimFacts const& facts, BalancePart const& part, bool first_of_line) {
    edi::Adjudication const& adjudication = facts.claim.adjudications[part.adjudication];
    m << "line " << part.line + 1;
    if (first_of_line) {
        m << " charge ";
        m.money(facts.claim.lines[part.line].charge.cents) << ',';
    }
    m << " paid ";
    m.money(adjudication.paid.cents);
    if (adjudication.adjustments.count == 0) return;
    m << ", ";
    say_adjustments(m, facts.claim, adjudication.adjustments);
}

void say_parts(Message& m, ClaimFacts const& facts, LineBalance const& balance) {
    auto const parts = facts.balance_parts.subspan(balance.first_part, balance.part_count);
    Items items(m);
    if (parts.size() == 1) {
        edi::Range const adjustments = facts.claim.adjudications[balance.adjudication].adjustments;
        if (adjustments.count > 0) items.add([&](Message& item) { say_adjustments(item, facts.claim, adjustments); });
        return;
    }
    std::uint32_t line = no_index;
    for (BalancePart const& part : parts) {
        items.add([&](Message& item) { say_part(item, facts, part, part.line != line); });
        line = part.line;
    }
    items.end();
}

/// Every amount of the equation, line by line.
void mark_parts(Report& report, Finding* told, ClaimFacts const& facts, LineBalance const& balance) {
    std::uint32_t line = no_index;
    for (BalancePart const& part : facts.balance_parts.subspan(balance.first_part, balance.part_count)) {
        edi::Adjudication const& adjudication = facts.claim.adjudications[part.adjudication];
        if (part.line != line) report.also(told, {"charge", facts.claim.lines[part.line].charge});
        line = part.line;
        report.also(told, {"paid", adjudication.paid});
        mark_adjustments(report, told, facts.claim, adjudication.adjustments);
    }
}

void check(ClaimFacts const& facts, Report& report) {
    for (LineBalance const& balance : facts.balances) {
        auto const difference = balance.difference();
        if (!difference || is_balanced(facts, *difference)) continue;
        edi::Adjudication const& adjudication = facts.claim.adjudications[balance.adjudication];
        auto* const told = report.add(adjudication.paid.field.place, edi::LoopId::L2430, balance.line + 1, {}, [&](Message& m) {
            say_payer(m, adjudication.payer_id);
            m << ": ";
            if (balance.line_count > 1) m << balance.line_count << " bundled lines together: ";
            m << "charge ";
            m.money(balance.charges.total) << " is not paid ";
            m.money(balance.paid.total) << " + adjusted ";
            m.money(balance.adjusted.total) << " (difference ";
            m.money(*difference) << ')';
            say_parts(m, facts, balance);
        });
        mark_parts(report, told, facts, balance);
    }
}

} // namespace

extern Rule const line_payments_out_of_balance;
constinit Rule const line_payments_out_of_balance{
    .id = "C201",
    .name = "line-payments-out-of-balance",
    .snip = 3,
    .title = "Payment and adjustments of another payer do not make up the line's charge",
    .explanation =
        "Equation for each payer and line: charge (SV102, in 837I SV203) = SVD02 + sum of the CAS amounts of the same 2430 loop, to "
        "the cent. Adjustments may be negative; quantities do not count. Several 2430 loops of one payer on one line (it "
        "unbundled the line) count together, and lines that SVD06 bundles balance as a group: the sum of their charges is "
        "the sum of what was paid and adjusted on all of them. Not judged: 2430 loops without a payer id or of one that two "
        "payers of the claim have, a bundle whose line is not in the claim or was not decided by this payer.",
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
