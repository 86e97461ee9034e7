#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& died = patient_state(facts.claim).death_date;
    edi::DayReading const day = edi::read_day(died.text);
    if (day.reading != edi::Reading::ok) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service_date.ok() || !(day.day < line.service_date.from)) continue;
        report.add(line.service_date.value.place, edi::LoopId::L2400, number, {died.place},
                   [&](Message& m) { m << "the service is later than the day of death, " << died.text << " (PAT06)"; });
    }
}

} // namespace

extern Rule const service_after_death;
constinit Rule const service_after_death{
    .id = "N315",
    .name = "service-after-death",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Service after the death of the patient",
    .explanation = "PAT06 is the day on which the patient died, and a service was rendered later. Few services can be; most likely one of "
                   "the dates is wrong.",
    .help = "Correct the date of the service or PAT06.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2000B and 2000C PAT06, 2400 DTP*472",
    .fires = {"837p-clean.edi", "PAT*19~", "PAT*19****D8*20260901~"},
    .passes = {"837p-clean.edi", "PAT*19~", "PAT*19****D8*20261224~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
