#include <algorithm>
#include <tuple>
#include <vector>

#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < claim.lines.size(); ++i)
        if (claim.lines[i].control_number.present()) order.push_back(i);
    auto const number = [&](std::uint32_t line) -> edi::Field const& { return claim.lines[line].control_number; };
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::tie(number(a).text, a) < std::tie(number(b).text, b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
        std::uint32_t const earlier = order[i - 1], later = order[i];
        if (number(earlier).text != number(later).text) continue;
        report.add(number(later).place, edi::LoopId::L2400, later + 1, {number(earlier).place},
                   [&](Message& m) { m << "lines " << earlier + 1 << " and " << later + 1 << " have the same control number (REF*6R)"; });
    }
}

} // namespace

extern Rule const line_control_number_repeated;
constinit Rule const line_control_number_repeated{
    .id = "N402",
    .name = "line-control-number-repeated",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Control number of a line used twice in a claim",
    .explanation = "The provider's number of a line (REF*6R) comes back in remittances and acknowledgements. Two lines with the "
                   "same number cannot be told apart there. Some clearinghouses reject such claims.",
    .help = "Give each line of the claim its own number, or leave REF*6R out.",
    .claim_status = {"A7:584"},
    .source = "837 2400 REF*6R: unique within the claim; published clearinghouse edit; claim status 584 line control number",
    .fires = {"837p-clean.edi", "REF*6R*RB1002L2~", "REF*6R*RB1002L1~"},
    .passes = {"837p-clean.edi", "REF*6R*RB1002L2~", "REF*6R*RB1002L0~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
