#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!claim.charge.ok() || claim.lines.empty()) return;
    Cents const& sum = facts.line_charges;
    if (!sum.reliable || sum.total == claim.charge.cents) return; // an unreadable charge has its own rule
    auto* const told =
        report.add(claim.charge.field.place, edi::LoopId::L2300, 0, {{"charge of the claim", claim.charge}}, [&](Message& m) {
            m << "CLM02 is ";
            m.money(claim.charge.cents) << ", but the lines charge ";
            m.money(sum.total);
            std::int64_t difference = 0;
            if (!__builtin_sub_overflow(claim.charge.cents, sum.total, &difference)) {
                m << " (difference ";
                m.money(difference) << ')';
            }
            Items items(m);
            for (std::uint32_t i = 0; i < claim.lines.size(); ++i)
                items.add([&](Message& item) {
                    item << "line " << i + 1 << ' ';
                    item.money(claim.lines[i].charge.cents);
                });
            items.end();
        });
    for (edi::ServiceLine const& line : claim.lines) report.also(told, {"charge", line.charge});
}

} // namespace

extern Rule const claim_charge_not_sum_of_lines;
constinit Rule const claim_charge_not_sum_of_lines{
    .id = "C101",
    .name = "claim-charge-not-sum-of-lines",
    .snip = 3,
    .title = "Claim charge is not the sum of the line charges",
    .explanation = "Equation: CLM02 = sum of SV102 (837I: SV203) over the lines. The total charge of the claim is the sum of the charges "
                   "of its service lines, to the cent. Every later sum, from the "
                   "payer's payment to the "
                   "totals of the acknowledgement, stands on it.",
    .help = "Correct CLM02, or the line whose charge is wrong or missing.",
    .claim_status = {"A8:400", "A8:178"},
    .source = "837P and 837I 2300 CLM02, 2400 SV102/SV203; X12 interpretation 1294",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180*", "CLM*RB-1001*180.01*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180*", "CLM*RB-1001*180.00*"},
    .check = check,
};

} // namespace rules
