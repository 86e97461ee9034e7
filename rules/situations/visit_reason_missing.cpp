#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

bool is_unplanned(std::string_view revenue_code) {
    return revenue_code.starts_with("045") || is_one_of(revenue_code, {"0516", "0526", "0762"});
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_one_of(claim.facility_code.text, {"13", "78", "85"}) || !is_one_of(claim.admission_type.text, {"1", "2", "5"})) return;
    for (edi::HealthCode const& code : claim.codes)
        if (is_one_of(code.qualifier.text, {"APR", "PR"})) return;
    for (edi::ServiceLine const& line : claim.lines) {
        if (!is_unplanned(line.revenue_code.text)) continue;
        report.add(line.revenue_code.place, edi::LoopId::L2400, 0, {claim.admission_type.place}, [&](Message& m) {
            m << "an unplanned visit (CL101 " << claim.admission_type.text << ", revenue code " << line.revenue_code.text
              << ") without its reason (HI*APR)";
        });
        return;
    }
}

} // namespace

extern Rule const visit_reason_missing;
constinit Rule const visit_reason_missing{
    .id = "N211",
    .name = "visit-reason-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Emergency outpatient claim without reason for the visit",
    .explanation = "The patient came unplanned (CL101 is 1, 2 or 5) to an emergency room, clinic or observation of a hospital. "
                   "HI*APR says in the patient's terms why; many payers ask for it.",
    .help = "Send the reason for the visit in an HI segment of its own (APR).",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 HI*APR; billing manuals: types of bill 13x, 78x and 85x with revenue codes 045x, 0516, 0526, 0762; "
              "claim status 673 reason for visit",
    .fires = {"837i-clean.edi", "SV2*0510*HC:G0463*195*UN*1~",
              "SV2*0510*HC:G0463*195*UN*1~\nCLM*AG-2003*95***13:A:1**A*Y*Y~\nDTP*434*RD8*20261012-20261012~\nCL1*1*1*01~\nHI*ABK:R079~"
              "\nNM1*71*1*LINDQVIST*SOREN****XX*1600344182~\nLX*1~\nSV2*0450*HC:99283*95*UN*1~"},
    .passes = {"837i-clean.edi", "SV2*0510*HC:G0463*195*UN*1~",
               "SV2*0510*HC:G0463*195*UN*1~\nCLM*AG-2003*95***13:A:1**A*Y*Y~\nDTP*434*RD8*20261012-20261012~\nCL1*1*1*01~\nHI*ABK:R079~"
               "\nHI*APR:R079~\nNM1*71*1*LINDQVIST*SOREN****XX*1600344182~\nLX*1~\nSV2*0450*HC:99283*95*UN*1~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
