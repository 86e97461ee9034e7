#include <algorithm>

#include "rules/coordination_of_benefits/adjustment_loops.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// A loop has at most 5 x 6 adjustments; of more only so many are compared with each other.
constexpr std::uint32_t most_compared = 60;

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    each_adjustment_loop(claim, [&](edi::Range range, edi::Field const& payer, edi::LoopId loop, std::uint32_t line) {
        auto const all = edi::Claim::part(claim.adjustments, {range.first, std::min(range.count, most_compared)});
        for (std::size_t i = 1; i < all.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                if (all[i].group.text != all[j].group.text || all[i].reason.text != all[j].reason.text || !all[i].reason.present())
                    continue;
                report.add(all[i].reason.place, loop, line, {all[j].reason.place}, [&](Message& m) {
                    say_cas(m, payer);
                    m << ": reason ";
                    m.printable(all[i].reason.text, 5) << " stands twice in group ";
                    m.printable(all[i].group.text, 2) << ", with ";
                    m.money(all[j].amount.cents) << " and ";
                    m.money(all[i].amount.cents);
                });
                break;
            }
    });
}

} // namespace

extern Rule const adjustment_repeated;
constinit Rule const adjustment_repeated{
    .id = "C402",
    .name = "adjustment-repeated",
    .severity = Severity::advice,
    .snip = 4,
    .title = "The same adjustment reason twice in a group",
    .explanation = "Within a claim or a line a payer gives one amount for each group and reason. Twice the same reason is mostly a segment "
                   "that was copied; the sum counts both.",
    .help = "Compare with the remittance: send one adjustment with the sum, or take the second one out.",
    .source = "837 2320 and 2430 CAS (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*20**45*10~"},
    .passes = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*20**144*10~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
