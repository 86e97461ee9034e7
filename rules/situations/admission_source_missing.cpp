#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_inpatient_bill(claim.facility_code.text) || !claim.admission_source.place.known() || claim.admission_source.present()) return;
    report.add(claim.admission_source.place, edi::LoopId::L2300, 0, {claim.facility_code.place}, [&](Message& m) {
        m << "type of bill " << claim.facility_code.text << "x is an inpatient's, and CL102 (point of origin) is empty";
    });
}

} // namespace

extern Rule const admission_source_missing;
constinit Rule const admission_source_missing{
    .id = "N203",
    .name = "admission-source-missing",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Inpatient claim without point of origin",
    .explanation = "CL102 says where the patient came from: home, a clinic, another hospital. Most payers ask for it on inpatient "
                   "claims.",
    .help = "Send the point of origin in CL102.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:229"},
    .source = "837I 2300 CL102; CMS claims manuals: point of origin for inpatients; claim status 229 admission source",
    .fires = {"837i-clean.edi", "CL1*1*1*01~", "CL1*1**01~"},
    .passes = {"837i-clean.edi", "CL1*3*1*01~", "CL1*3**01~"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
