#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!is_inpatient_place(facts.claim.facility_code.text) || own_date(facts.claim, "435")) return;
    report.add(facts.claim.facility_code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "place of service " << facts.claim.facility_code.text << " is an inpatient's, and there is no admission date (DTP*435)";
    });
}

} // namespace

extern Rule const visit_without_admission_date;
constinit Rule const visit_without_admission_date{
    .id = "N204",
    .name = "visit-without-admission-date",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Visit to an inpatient without admission date",
    .explanation = "The place of service is one where patients stay (21 hospital, 51 psychiatric, 61 rehabilitation). On claims for "
                   "visits to inpatients DTP*435 gives the day of admission; Medicare and many others reject such claims without "
                   "it. It is a warning because not all services to inpatients are visits.",
    .help = "Send DTP*435 with the day of admission, or correct the place of service.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:189"},
    .source = "837P 2300 DTP*435: required for inpatient medical visits; claim status 189 admission date",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1", "CLM*RB-1001*180***21:B:1"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1", "CLM*RB-1001*180***22:B:1"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
