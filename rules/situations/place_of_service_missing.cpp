#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.claim.facility_code.present()) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service.known() || line.place_of_service.present()) continue;
        report.add(line.place_of_service.place, edi::LoopId::L2400, number, {facts.claim.facility_code.place},
                   [](Message& m) { m << "neither SV105 nor CLM05-1 says where the service was given"; });
    }
}

} // namespace

extern Rule const place_of_service_missing;
constinit Rule const place_of_service_missing{
    .id = "N403",
    .name = "place-of-service-missing",
    .snip = 4,
    .title = "Service without a place",
    .explanation = "Where a service was given decides what is paid. CLM05-1 says it for the whole claim and SV105 for a line that "
                   "differs; this line has neither.",
    .help = "Send the place of service in CLM05-1.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:249"},
    .source = "837P 2300 CLM05-1, 2400 SV105; claim status 249 place of service",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***:B:1*"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20*12**1~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
