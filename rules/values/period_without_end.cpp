#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void look(Report& report, edi::Date const& date, std::string_view name, edi::LoopId loop, std::uint32_t number) {
    if (date.ok() || period_of(date).reading != edi::Reading::ok) return;
    report.add(date.value.place, loop, number, {date.format.place},
               [&](Message& m) { m << name << " has format RD8 (a period) but a single day: " << date.value.text; });
}

void check(ClaimFacts const& facts, Report& report) {
    for (edi::Date const& date : edi::Claim::part(facts.claim.dates, facts.claim.own_dates))
        if (date.qualifier.text == "434") look(report, date, "DTP*434", edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) look(report, line.service_date, "DTP*472", edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const period_without_end;
constinit Rule const period_without_end{
    .id = "V007",
    .name = "period-without-end",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Period with its first day only",
    .explanation = "Format RD8 is a period, CCYYMMDD-CCYYMMDD, also when both days are the same. A single day with RD8 stands even in "
                   "examples of the guides, so it is "
                   "taken as that day and the claim goes on; stricter receivers reject it.",
    .help = "Send the day twice (CCYYMMDD-CCYYMMDD), or use format D8 where the guide allows it.",
    .claim_status = {"A7:188"},
    .source = "X12 format RD8; 837I 2300 DTP*434, 837 2400 DTP*472",
    .fires = {"837i-clean.edi", "DTP*434*RD8*20261012-20261012~", "DTP*434*RD8*20261012~"},
    .passes = {"837i-clean.edi", "", ""},
    .needs = trait::doubtful_dates,
    .check = check,
};

} // namespace rules
