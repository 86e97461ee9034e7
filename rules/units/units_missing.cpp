#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service.known() || line.units.reading != edi::Reading::absent) continue;
        report.add(line.units.field.place, edi::LoopId::L2400, number, {line.service},
                   [&](Message& m) { m << "line has no units: " << units_element(facts.claim) << " is empty"; });
    }
}

} // namespace

extern Rule const units_missing;
constinit Rule const units_missing{
    .id = "U101",
    .name = "units-missing",
    .snip = 2,
    .title = "Service line without units",
    .explanation =
        "Every service line says how many units of the procedure were given: SV104 on an 837P, SV205 on an 837I. The guides require the "
        "element, and a payer cannot price a line without it. No modifier can state the quantity instead.",
    .help = "Put the number of units into the line: the dose divided by the dose that one unit of the code stands for, rounded up.",
    .claim_status = {"A6:476"},
    .source = "837P 2400 SV104, 837I 2400 SV205: required; claim status 476 units of service",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN****1~"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
