#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.purchase.known() || line_provider(facts.claim, line, edi::LoopId::L2420B)) continue;
        report.add(line.purchase, edi::LoopId::L2400, number, {},
                   [](Message& m) { m << "the service was purchased (PS1), and no loop 2420B says from whom"; });
    }
}

} // namespace

extern Rule const purchase_without_provider;
constinit Rule const purchase_without_provider{
    .id = "N407",
    .name = "purchase-without-provider",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Purchased service without its seller",
    .explanation = "PS1 says that the service was bought from somebody, and what it cost. Loop 2420B (NM1*QB) names who did it. "
                   "Lenses, which are bought too, need no such provider.",
    .help = "Send 2420B with the provider of the purchased service.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2400 PS1, 2420B; claim status 470 purchased services",
    .fires = {"837p-clean.edi", "REF*6R*RB1002L3~", "REF*6R*RB1002L3~\nPS1*1700000005*80~"},
    .passes = {"837p-clean.edi", "REF*6R*RB1002L3~", "REF*6R*RB1002L3~\nPS1*1700000005*80~\nNM1*QB*2*****XX*1700000005~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
