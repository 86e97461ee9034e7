#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& place = facts.claim.facility_code;
    if (!place.present()) return;
    std::uint32_t number = 0, first = 0, count = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (line.place_of_service.text == place.text && ++count == 1) first = number;
    }
    if (count == 0) return;
    report.add(facts.claim.lines[first - 1].place_of_service.place, edi::LoopId::L2400, first, {place.place}, [&](Message& m) {
        m << "SV105 repeats the claim's place of service";
        if (count > 1) m << ", on " << count << " lines";
    });
}

} // namespace

extern Rule const place_of_service_repeated;
constinit Rule const place_of_service_repeated{
    .id = "N404",
    .name = "place-of-service-repeated",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Place of service of the claim repeated on a line",
    .explanation = "SV105 is for a line whose place of service is another than the claim's (CLM05-1). The same value again says "
                   "nothing new; the guide asks not to send it.",
    .help = "Leave SV105 empty.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2400 SV105: sent only when it differs from CLM05-1",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20*11**1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20*12**1~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
