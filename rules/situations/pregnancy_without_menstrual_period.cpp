#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_diagnosis(code.qualifier.text) || !is_pregnancy(code.qualifier.text, code.code.text)) continue;
        if (own_date(facts.claim, "484")) return;
        report.add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << "diagnosis " << code.code.text << " tells of a pregnancy, and there is no last menstrual period (DTP*484)";
        });
        return;
    }
}

} // namespace

extern Rule const pregnancy_without_menstrual_period;
constinit Rule const pregnancy_without_menstrual_period{
    .id = "N307",
    .name = "pregnancy-without-menstrual-period",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Pregnancy without last menstrual period",
    .explanation = "A diagnosis tells of a pregnancy before the delivery. Where the services have to do with it, DTP*484 gives the "
                   "last menstrual period, from which payers count its weeks.",
    .help = "Send DTP*484 if the services are for the pregnancy.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2300 DTP*484: when the services are related to the pregnancy; ICD-10-CM O00 to O48, Z34",
    .fires = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:O2231~"},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:O871~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
