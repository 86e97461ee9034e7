#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& state = facts.claim.accident[3];
    if (!state.present()) return;
    for (std::size_t i = 0; i < 3; ++i)
        if (facts.claim.accident[i].text == "AA") return;
    report.add(state.place, edi::LoopId::L2300, 0, {},
               [](Message& m) { m << "CLM11-4 names the state of a car accident, and no cause is AA"; });
}

} // namespace

extern Rule const accident_state_without_car;
constinit Rule const accident_state_without_car{
    .id = "N304",
    .name = "accident-state-without-car",
    .severity = Severity::advice,
    .snip = 4,
    .title = "State of an accident without a car accident",
    .explanation = "CLM11-4 is the state of a car accident, but no cause in CLM11 is AA.",
    .help = "Take CLM11-4 out, or add the cause AA.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2300 CLM11-4: sent only with AA",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**OA:::IL~\nDTP*439*D8*20261001~"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**OA:AA::IL~\nDTP*439*D8*20261001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
