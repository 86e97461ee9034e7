#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_principal(code.qualifier.text) || !is_external_cause(code.qualifier.text, code.code.text)) continue;
        report.add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << "principal diagnosis ";
            m.printable(code.code.text, 12) << " is an external cause, not what the patient has";
        });
    }
}

} // namespace

extern Rule const external_cause_principal;
constinit Rule const external_cause_principal{
    .id = "N503",
    .name = "external-cause-principal",
    .snip = 5,
    .title = "External cause as principal diagnosis",
    .explanation = "Codes V to Y of ICD-10 (E of ICD-9) say what caused an injury: a fall, a car. The injury itself is the "
                   "principal diagnosis; a cause can only be added to it.",
    .help = "Put the injury or illness first; the external cause goes behind it (837P: ABF, 837I: ABN).",
    .claim_status = {"A7:254"},
    .source = "837 2300 HI*ABK; ICD-10-CM guidelines on external causes; published clearinghouse edit; claim status 254 "
              "principal diagnosis",
    .fires = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~", "HI*ABK:W010XXA*ABF:I2699~"},
    .passes = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~", "HI*ABK:I2699*ABF:W010XXA~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
