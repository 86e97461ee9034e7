#include "rules/coordination_of_benefits/adjustment_loops.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    each_adjustment_loop(claim, [&](edi::Range range, edi::Field const& payer, edi::LoopId loop, std::uint32_t line) {
        for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range)) {
            if (!adjustment.amount.ok() || adjustment.amount.cents != 0) continue;
            report.add(adjustment.amount.field.place, loop, line, {}, [&](Message& m) {
                say_cas(m, payer);
                m << ": reason ";
                m.printable(adjustment.reason.text, 5) << " adjusts by zero";
            });
        }
    });
}

} // namespace

extern Rule const adjustment_zero;
constinit Rule const adjustment_zero{
    .id = "C403",
    .name = "adjustment-zero",
    .severity = Severity::advice,
    .snip = 3,
    .title = "Adjustment of zero",
    .explanation = "An adjustment says by how much the payment differs from the charge. One of zero says nothing; guides for remittances "
                   "leave it out.",
    .help = "Leave the adjustment out.",
    .source = "837 2320 and 2430 CAS (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*30**144*0~"},
    .passes = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*30.00~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
