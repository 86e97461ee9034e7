#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const& patient = patient_name(facts.claim);
    edi::DayReading const born = edi::read_day(patient.birth_date.text);
    edi::DayReading const sent = edi::read_day(facts.claim.header->date.text);
    if (born.reading != edi::Reading::ok || !is_after_batch(born.day, sent)) return;
    report.add(patient.birth_date.place, patient.loop, 0, {facts.claim.header->date.place}, [&](Message& m) {
        m << "the patient's day of birth, " << born.day << ", is later than the day on which the batch was made, " << sent.day
          << " (BHT04)";
    });
}

} // namespace

extern Rule const birth_after_batch;
constinit Rule const birth_after_batch{
    .id = "N111",
    .name = "birth-after-batch",
    .snip = 4,
    .title = "Birth of the patient in the future",
    .explanation =
        "DMG02 of the patient is later than BHT04, the day on which the set was made. Nobody was served before the birth, so one of "
        "the two is wrong. The day behind BHT04 is let pass: somewhere it has begun.",
    .help = "Correct the day of birth (the year and exchanged digits are the usual slips), or BHT04.",
    .claim_status = {"A7:158:QC", "A7:510"},
    .source = "837 2010BA and 2010CA DMG02, BHT04; claim status 158 date of birth, 510 future date",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*20580214*F~"},
    .passes = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*20260921*F~"},
    .needs = trait::impossible_days,
    .check = check,
};

} // namespace rules
