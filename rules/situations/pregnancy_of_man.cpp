#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& pregnant = patient_state(facts.claim).pregnancy;
    edi::Field const& sex = patient_name(facts.claim).sex;
    if (pregnant.text != "Y" || sex.text != "M") return;
    report.add(pregnant.place, edi::LoopId::none, 0, {sex.place},
               [](Message& m) { m << "PAT09 says pregnant, and the patient's sex is M"; });
}

} // namespace

extern Rule const pregnancy_of_man;
constinit Rule const pregnancy_of_man{
    .id = "N314",
    .name = "pregnancy-of-man",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Pregnancy of a man",
    .explanation = "PAT09 says that the patient is pregnant, but the patient's sex is M (DMG03). Either of them is wrong.",
    .help = "Take PAT09 out, or correct DMG03.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2000B and 2000C PAT09, 2010BA or 2010CA DMG03",
    .fires = {"837p-clean.edi", "PAT*19~\nNM1*QC*1*MARCHETTI*ELOWEN~\nN3*9 HERON COURT~\nN4*DECATUR*IL*625210009~\nDMG*D8*20040719*F~",
              "PAT*19********Y~\nNM1*QC*1*MARCHETTI*ELOWEN~\nN3*9 HERON COURT~\nN4*DECATUR*IL*625210009~\nDMG*D8*20040719*M~"},
    .passes = {"837p-clean.edi", "PAT*19~", "PAT*19********Y~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
