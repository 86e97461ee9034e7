#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const admission = own_date(facts.claim, "435");
    edi::Date const* const end = is_professional(facts.claim) ? own_date(facts.claim, "096") : statement_dates(facts.claim);
    if (!admission || !end || !admission->ok()) return;
    edi::PeriodReading const period = period_of(*end);
    if (period.reading != edi::Reading::ok || admission->from <= period.through) return;
    report.add(admission->value.place, edi::LoopId::L2300, 0, {end->value.place}, [&](Message& m) {
        m << "admission on " << admission->from << ", but the "
          << (is_professional(facts.claim) ? "discharge is on " : "statement ends on ") << period.through;
    });
}

} // namespace

extern Rule const admission_after_end;
constinit Rule const admission_after_end{
    .id = "N208",
    .name = "admission-after-end",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Admission after the end of the stay",
    .explanation = "The day of admission (DTP*435) is later than the discharge (837P, DTP*096) or the last day of the statement "
                   "(837I, DTP*434). One of the dates is wrong.",
    .help = "Correct the date that is wrong.",
    .claim_status = {"A7:189"},
    .source = "837P 2300 DTP*435, DTP*096; 837I 2300 DTP*435, DTP*434; claim status 189 admission date",
    .fires = {"837i-clean.edi", "DTP*435*DT*202610130830~", "DTP*435*DT*202610170830~"},
    .passes = {"837i-clean.edi", "DTP*435*DT*202610130830~", "DTP*435*DT*202610160830~"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
