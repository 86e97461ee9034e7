#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& state = facts.claim.accident[3];
    edi::Field const& country = facts.claim.accident[4];
    if (state.present() || !is_one_of(country.text, {"", "US"})) return;
    for (std::size_t i = 0; i < 3; ++i) {
        edi::Field const& cause = facts.claim.accident[i];
        if (cause.text != "AA") continue;
        report.add(state.place, edi::LoopId::L2300, 0, {cause.place},
                   [](Message& m) { m << "CLM11 says AA, a car accident, and CLM11-4 does not say in which state"; });
        return;
    }
}

} // namespace

extern Rule const accident_state_missing;
constinit Rule const accident_state_missing{
    .id = "N302",
    .name = "accident-state-missing",
    .snip = 4,
    .title = "Car accident without its state",
    .explanation = "CLM11 says AA, a car accident. Its law depends on the state where it happened: CLM11-4, or CLM11-5 for another "
                   "country.",
    .help = "Send the state's postal code in CLM11-4, or the country in CLM11-5.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:728"},
    .source = "837P 2300 CLM11-4: required with AA; claim status 728 accident state",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**AA~\nDTP*439*D8*20261001~"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**AA:::IL~\nDTP*439*D8*20261001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
