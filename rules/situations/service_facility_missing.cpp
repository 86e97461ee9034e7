#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_facility_place(claim.facility_code.text)) return;
    if (own_provider(claim, edi::LoopId::L2310C) || any_line_provider(claim, edi::LoopId::L2420C)) return;
    report.add(claim.facility_code.place, edi::LoopId::L2300, 0, {},
               [&](Message& m) { m << "place of service " << claim.facility_code.text << " is a facility, and none is named (2310C)"; });
}

} // namespace

extern Rule const service_facility_missing;
constinit Rule const service_facility_missing{
    .id = "N604",
    .name = "service-facility-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Service in a facility that is not named",
    .explanation = "The place of service is a hospital, surgical center, nursing facility or the like. When it is not the billing "
                   "provider's own, the claim names it: loop 2310C, or 2420C for a line. Whether it is cannot be seen from the "
                   "claim, so this is advice.",
    .help = "Send name, NPI and address of the facility in 2310C.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2310C: required when the service was given elsewhere than at the billing provider's address",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***22:B:1*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***12:B:1*"},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
