#include <algorithm>
#include <tuple>
#include <vector>

#include "rules/coordination_of_benefits/say_sums.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// What a payer adjusted for one group and reason, in cents.
struct Adjusted {
    std::string_view group, reason;
    std::int64_t claim = 0, lines = 0;
    edi::Place place; ///< in 2320
};

void add(std::vector<Adjusted>& all, edi::Claim const& claim, edi::Range range, bool of_line) {
    for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range)) {
        std::int64_t const cents = adjustment.amount.cents;
        all.push_back({adjustment.group.text, adjustment.reason.text, of_line ? 0 : cents, of_line ? cents : 0,
                       of_line ? edi::Place{} : adjustment.amount.field.place});
    }
}

/// Those whose sum is the same at both levels. Account has seen to it that all sums fit.
std::vector<Adjusted> equal_sums(ClaimFacts const& facts, std::size_t payer) {
    std::vector<Adjusted> all;
    add(all, facts.claim, facts.claim.other_payers[payer].adjustments, false);
    for (BalancePart const& part : parts_of(facts, payer))
        add(all, facts.claim, facts.claim.adjudications[part.adjudication].adjustments, true);
    std::stable_sort(all.begin(), all.end(),
                     [](Adjusted const& a, Adjusted const& b) { return std::tie(a.group, a.reason) < std::tie(b.group, b.reason); });
    std::vector<Adjusted> equal;
    for (std::size_t i = 0; i < all.size();) {
        Adjusted sum = all[i];
        for (++i; i < all.size() && all[i].group == sum.group && all[i].reason == sum.reason; ++i) {
            sum.claim += all[i].claim;
            sum.lines += all[i].lines;
        }
        if (sum.claim == sum.lines && sum.claim != 0) equal.push_back(sum);
    }
    return equal;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (facts.payers[i].adjudications == 0 || other.adjustments.count == 0) continue;
        auto const account = account_of(facts, i);
        // In a claim that balances they are two adjustments, not one told twice.
        if (!account || account->difference == 0) continue;
        std::vector<Adjusted> const repeated = equal_sums(facts, i);
        std::int64_t sum = 0;
        for (Adjusted const& one : repeated) sum += one.claim;
        if (repeated.empty() || sum != -account->difference) continue;
        report.add(repeated[0].place, edi::LoopId::L2320, 0, {}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has the same adjustments for the claim and for its lines, and without the claim's the claim balances";
            Items items(m);
            for (Adjusted const& one : repeated)
                items.add([&](Message& item) {
                    item.printable(one.group, 2) << ' ';
                    item.printable(one.reason, 5) << ' ';
                    item.money(one.claim);
                });
            items.end();
        });
    }
}

} // namespace

extern Rule const adjustment_at_both_levels;
constinit Rule const adjustment_at_both_levels{
    .id = "C205",
    .name = "adjustment-at-both-levels",
    .snip = 3,
    .title = "An adjustment of the claim stands in its lines too",
    .explanation = "An adjustment is sent once, at the level where the payer's remittance has it: in 2320 for the claim, in 2430 for a "
                   "line. Here the sum of a group and reason is the same at both levels, and the claim is out of balance by just that sum: "
                   "it was counted twice. A claim that balances with both is left alone.",
    .help = "Take the adjustment out of the level where the remittance does not have it.",
    .claim_status = {"A8:672"},
    .source = "837 2320 and 2430 CAS; X12 interpretations 1535 and 2023 (levels follow the remittance); published clearinghouse edit",
    .fires = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*1*50**2*24~"},
    .passes = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*1*50**2*23~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
