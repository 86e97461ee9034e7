#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& birth = patient_name(facts.claim).birth_date;
    edi::DayReading const born = edi::read_day(birth.text);
    if (born.reading != edi::Reading::ok || is_after_batch(born.day, edi::read_day(facts.claim.header->date.text))) return; // N111
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service_date.ok() || !(line.service_date.through < born.day)) continue;
        report.add(line.service_date.value.place, edi::LoopId::L2400, number, {birth.place}, [&](Message& m) {
            m << "the service was on " << line.service_date.through << ", before the patient was born, " << born.day << " (DMG02)";
        });
    }
}

} // namespace

extern Rule const service_before_birth;
constinit Rule const service_before_birth{
    .id = "N410",
    .name = "service-before-birth",
    .snip = 4,
    .title = "Service before the birth of the patient",
    .explanation =
        "The service had ended before the day of birth in DMG02. What is done for a child that is not born is on the claim of the "
        "mother. One of the days is wrong, or the claim is for somebody else.",
    .help = "Correct the day of the service or the patient's day of birth.",
    .claim_status = {"A8:158:QC", "A8:187"},
    .source = "837 2010BA and 2010CA DMG02, 2400 DTP*472; claim status 158 date of birth, 187 dates of service",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*20261006*F~"},
    .passes = {"837p-clean.edi", "DMG*D8*19580214*F~", "DMG*D8*20260921*F~"},
    .needs = trait::impossible_days,
    .check = check,
};

} // namespace rules
