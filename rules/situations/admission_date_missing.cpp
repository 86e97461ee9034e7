#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!is_inpatient_bill(facts.claim.facility_code.text) || own_date(facts.claim, "435")) return;
    report.add(facts.claim.facility_code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "type of bill " << facts.claim.facility_code.text << "x is an inpatient's, and there is no admission date (DTP*435)";
    });
}

} // namespace

extern Rule const admission_date_missing;
constinit Rule const admission_date_missing{
    .id = "N201",
    .name = "admission-date-missing",
    .snip = 4,
    .title = "Inpatient claim without admission date",
    .explanation = "The type of bill (CLM05) is one of inpatients, so the day and hour of admission must be sent: DTP*435. The "
                   "payer counts the stay from it.",
    .help = "Send DTP*435 with the admission (DT and CCYYMMDDHHMM, or D8), or correct the type of bill.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:189"},
    .source = "837I 2300 DTP*435: required on inpatient claims; claim status 189 admission date",
    .fires = {"837i-clean.edi", "DTP*435*DT*202610130830~\n", ""},
    .passes = {"837i-clean.edi", "", ""},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
