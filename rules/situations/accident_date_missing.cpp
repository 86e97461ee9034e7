#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (own_date(facts.claim, "439")) return;
    edi::Field const* accident = nullptr;
    edi::Field const* employment = nullptr;
    for (std::size_t i = 0; i < 3; ++i) {
        edi::Field const& cause = facts.claim.accident[i];
        if (!accident && is_one_of(cause.text, {"AA", "OA"})) accident = &cause;
        if (!employment && cause.text == "EM") employment = &cause;
    }
    if (accident)
        report.add(accident->place, edi::LoopId::L2300, 0, {},
                   [&](Message& m) { m << "CLM11 says " << accident->text << ", an accident, and there is no date of it (DTP*439)"; });
    else if (employment)
        report.at_most(Severity::advice).add(employment->place, edi::LoopId::L2300, 0, {}, [](Message& m) {
            m << "CLM11 says EM: if this was an accident at work, its date (DTP*439) is wanted";
        });
}

} // namespace

extern Rule const accident_date_missing;
constinit Rule const accident_date_missing{
    .id = "N301",
    .name = "accident-date-missing",
    .snip = 4,
    .title = "Accident without its date",
    .explanation = "CLM11 says that an accident led to this care: AA with a car, OA another. Then DTP*439 must give its day: other "
                   "insurers may have to pay, depending on it. For EM (employment) a date is wanted only if there was an accident, "
                   "so that is advice.",
    .help = "Send DTP*439 with the day of the accident, or take the cause out of CLM11.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:727"},
    .source = "837P 2300 DTP*439: required when CLM11 has AA or OA; claim status 727 accident date",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**OA~"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y**OA~\nDTP*439*D8*20261001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
