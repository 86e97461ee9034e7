#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const accident = own_date(facts.claim, "439");
    if (!accident || facts.claim.accident[0].present() || facts.claim.accident[1].present() || facts.claim.accident[2].present()) return;
    report.add(facts.claim.accident[0].place, edi::LoopId::L2300, 0, {accident->value.place},
               [](Message& m) { m << "there is the date of an accident (DTP*439), and CLM11 names no cause"; });
}

} // namespace

extern Rule const accident_cause_missing;
constinit Rule const accident_cause_missing{
    .id = "N303",
    .name = "accident-cause-missing",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Accident date without an accident",
    .explanation = "DTP*439 gives the day of an accident, but CLM11 names no cause: AA car accident, EM employment, OA other "
                   "accident. Payers look for another insurer by CLM11.",
    .help = "Set CLM11-1 to the cause, or take DTP*439 out.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:730"},
    .source = "837P 2300 DTP*439, CLM11; claim status 730 accident cause",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001~", "DTP*439*D8*20261001~\nREF*G1*PA20261001~"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**EM~\nDTP*439*D8*20261001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
