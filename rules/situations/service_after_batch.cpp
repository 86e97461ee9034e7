#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& made = facts.claim.header->date;
    edi::DayReading const sent = edi::read_day(made.text);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service_date.ok() || !is_after_batch(line.service_date.from, sent)) continue;
        report.add(line.service_date.value.place, edi::LoopId::L2400, number, {made.place}, [&](Message& m) {
            m << "the service on " << line.service_date.from << " is later than the day on which the batch was made, " << sent.day
              << " (BHT04)";
        });
    }
}

} // namespace

extern Rule const service_after_batch;
constinit Rule const service_after_batch{
    .id = "N411",
    .name = "service-after-batch",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Service in the future",
    .explanation = "The service begins later than BHT04, the day on which the set was made. A claim is for what was done, so one of the "
                   "two is wrong; most "
                   "payers reject it. Only the first day of a service counts: supplies and rentals are billed for a time that is still to "
                   "come. The day "
                   "behind BHT04 is let pass: somewhere it has begun. The statement's days of an 837I are not looked at.",
    .help = "Correct the day of the service or BHT04, or send the claim when the service was given.",
    .claim_status = {"A7:510", "A7:187"},
    .source = "837 2400 DTP*472, BHT04; claim status 510 future date, 187 dates of service; that payers reject it is general knowledge",
    .fires = {"837p-clean.edi", "DTP*472*D8*20261005~", "DTP*472*D8*20271005~"},
    .passes = {"837p-clean.edi", "DTP*472*D8*20261005~", "DTP*472*RD8*20261102-20261201~"},
    .needs = trait::impossible_days,
    .check = check,
};

} // namespace rules
