#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!is_inpatient_bill(facts.claim.facility_code.text)) return;
    for (edi::HealthCode const& code : facts.claim.codes)
        if (is_one_of(code.qualifier.text, {"ABJ", "BJ"})) return;
    report.add(facts.claim.facility_code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "type of bill " << facts.claim.facility_code.text << "x is an inpatient's, and there is no admitting diagnosis (HI*ABJ)";
    });
}

} // namespace

extern Rule const admitting_diagnosis_missing;
constinit Rule const admitting_diagnosis_missing{
    .id = "N209",
    .name = "admitting-diagnosis-missing",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Inpatient claim without admitting diagnosis",
    .explanation = "HI*ABJ is what the physician thought when the patient was admitted. The guide wants it on claims of an "
                   "inpatient admission. It is a warning because not every inpatient type of bill follows an admission of its own.",
    .help = "Send the admitting diagnosis in an HI segment of its own (ABJ).",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:232"},
    .source = "837I 2300 HI*ABJ: required for inpatient admissions; claim status 232 admitting diagnosis",
    .fires = {"837i-clean.edi", "HI*ABJ:R0602~\n", ""},
    .passes = {"837i-clean.edi", "", ""},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
