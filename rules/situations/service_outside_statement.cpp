#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const statement = statement_dates(facts.claim);
    if (!statement) return;
    edi::PeriodReading const whole = period_of(*statement);
    if (whole.reading != edi::Reading::ok) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        edi::PeriodReading const service = period_of(line.service_date);
        if (service.reading != edi::Reading::ok || (whole.from <= service.from && service.through <= whole.through)) continue;
        report.add(line.service_date.value.place, edi::LoopId::L2400, number, {statement->value.place}, [&](Message& m) {
            m << "service on " << (service.from < whole.from ? service.from : service.through) << ", outside of the statement's "
              << whole.from << " to " << whole.through;
        });
    }
}

} // namespace

extern Rule const service_outside_statement;
constinit Rule const service_outside_statement{
    .id = "N406",
    .name = "service-outside-statement",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Service outside of the statement's period",
    .explanation = "DTP*434 is the period of the whole bill; the services of its lines (DTP*472) lie within it. A line outside of "
                   "it is denied or delays the claim.",
    .help = "Correct the date of the line, or the period of the statement.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A8:187", "A8:188"},
    .source = "837I 2300 DTP*434, 2400 DTP*472; claim status 187 dates of service, 188 statement dates",
    .fires = {"837i-clean.edi", "DTP*472*D8*20261012~", "DTP*472*D8*20261011~"},
    .passes = {"837i-clean.edi", "DTP*472*D8*20261013~", "DTP*472*D8*20261016~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
