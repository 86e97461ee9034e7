#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_one_of(claim.facility_code.text, {"11", "18", "41"}) || !is_one_of(claim.frequency.text, {"1", "4"})) return;
    if (claim.patient_status.text == "30" || own_date(claim, "096")) return;
    report.add(claim.frequency.place, edi::LoopId::L2300, 0, {claim.patient_status.place}, [&](Message& m) {
        m << "type of bill " << claim.facility_code.text << claim.frequency.text
          << " ends the stay, and there is no discharge hour (DTP*096)";
    });
}

} // namespace

extern Rule const discharge_hour_missing;
constinit Rule const discharge_hour_missing{
    .id = "N205",
    .name = "discharge-hour-missing",
    .snip = 4,
    .title = "Last claim of a stay without discharge hour",
    .explanation = "The frequency (CLM05-3) says that the stay is over: 1 from admission to discharge, 4 the last of several "
                   "claims. Then the hour of discharge is required: DTP*096. A patient who is still there (CL103 is 30) has none, "
                   "nor have claims of skilled nursing facilities.",
    .help = "Send DTP*096*TM with the hour of discharge, or correct frequency or patient status.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:190"},
    .source = "837I 2300 DTP*096: required on final inpatient claims; CMS claims manuals: not for type of bill 21x; claim "
              "status 190 discharge",
    .fires = {"837i-clean.edi", "DTP*096*TM*1015~\n", ""},
    .passes = {"837i-clean.edi", "CLM*AG-2002*6180.5***11:A:1*", "CLM*AG-2002*6180.5***11:A:3*"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
