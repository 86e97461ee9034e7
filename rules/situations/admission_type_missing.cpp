#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    // A CL1 that is not there at all is told by S004.
    if (!is_inpatient_bill(claim.facility_code.text) || !claim.admission_type.place.known() || claim.admission_type.present()) return;
    report.add(claim.admission_type.place, edi::LoopId::L2300, 0, {claim.facility_code.place}, [&](Message& m) {
        m << "type of bill " << claim.facility_code.text << "x is an inpatient's, and CL101 (type of admission) is empty";
    });
}

} // namespace

extern Rule const admission_type_missing;
constinit Rule const admission_type_missing{
    .id = "N202",
    .name = "admission-type-missing",
    .snip = 4,
    .title = "Inpatient claim without type of admission",
    .explanation = "An inpatient was admitted in some way: as an emergency (1), urgent (2), elective (3), newborn (4), trauma (5). "
                   "CL101 says which.",
    .help = "Send the type of admission in CL101.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:231"},
    .source = "837I 2300 CL101: required for inpatients; claim status 231 admission type",
    .fires = {"837i-clean.edi", "CL1*1*1*01~", "CL1**1*01~"},
    .passes = {"837i-clean.edi", "CL1*3*1*01~", "CL1**1*01~"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
