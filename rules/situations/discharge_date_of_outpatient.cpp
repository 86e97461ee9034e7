#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

bool is_stay(std::string_view place) {
    return is_inpatient_place(place) || place == "31";
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const discharge = own_date(facts.claim, "096");
    if (!discharge || is_stay(facts.claim.facility_code.text)) return;
    for (edi::ServiceLine const& line : facts.claim.lines)
        if (is_stay(line.place_of_service.text)) return;
    report.add(discharge->value.place, edi::LoopId::L2300, 0, {facts.claim.facility_code.place}, [&](Message& m) {
        m << "there is a discharge date, but place of service ";
        m.printable(facts.claim.facility_code.text, 4) << " is no inpatient's";
    });
}

} // namespace

extern Rule const discharge_date_of_outpatient;
constinit Rule const discharge_date_of_outpatient{
    .id = "N207",
    .name = "discharge-date-of-outpatient",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Discharge date on a claim of no inpatient",
    .explanation = "DTP*096 on an 837P is the day an inpatient was discharged. No line of this claim has a place where patients "
                   "stay (21, 31, 51, 61). Payers to whom Medicare hands such claims on have rejected them.",
    .help = "Take DTP*096 out, or correct the place of service.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2300 DTP*096: only on claims of inpatients; CGS Medicare notice of 2012-03-05 on crossover rejections",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001~", "DTP*096*D8*20261006~\nREF*G1*PA20261001~"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***31:B:1*Y*A*Y*Y~\nDTP*096*D8*20261006~"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
