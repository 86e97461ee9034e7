#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const date = own_date(facts.claim, "484");
    edi::Field const& sex = patient_name(facts.claim).sex;
    if (!date || sex.text != "M") return;
    report.add(date->value.place, edi::LoopId::L2300, 0, {sex.place},
               [](Message& m) { m << "last menstrual period (DTP*484) of a patient whose sex is M"; });
}

} // namespace

extern Rule const menstrual_period_of_man;
constinit Rule const menstrual_period_of_man{
    .id = "N306",
    .name = "menstrual-period-of-man",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Last menstrual period of a man",
    .explanation = "DTP*484 is the day of the last menstrual period, but the patient's sex is M (DMG03). Either the date or the "
                   "patient is wrong.",
    .help = "Take DTP*484 out, or correct DMG03.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2300 DTP*484, 2010BA or 2010CA DMG03; claim status 191 last menstrual period",
    .fires = {"837p-clean.edi", "REF*D9*CW0000001003~", "DTP*484*D8*20260801~\nREF*D9*CW0000001003~"},
    .passes = {"837p-clean.edi", "REF*D9*CW0000001001~", "DTP*484*D8*20260801~\nREF*D9*CW0000001001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
