#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::HealthCode const* first = nullptr;
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_diagnosis(code.qualifier.text)) continue;
        if (!first) first = &code;
        if (is_icd_10(first->qualifier.text) == is_icd_10(code.qualifier.text)) continue;
        report.add(code.qualifier.place, edi::LoopId::L2300, 0, {first->qualifier.place}, [&](Message& m) {
            m << "diagnosis with qualifier " << code.qualifier.text << " on a claim whose first has " << first->qualifier.text
              << ": ICD-9 and ICD-10 are not mixed";
        });
        return;
    }
}

} // namespace

extern Rule const diagnosis_code_sets_mixed;
constinit Rule const diagnosis_code_sets_mixed{
    .id = "N504",
    .name = "diagnosis-code-sets-mixed",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Diagnoses of two code sets",
    .explanation = "The qualifiers say that some diagnoses are ICD-10 (ABK, ABF) and some ICD-9 (BK, BF). A claim has one or the "
                   "other: ICD-10 for services from 2015-10-01, ICD-9 before.",
    .help = "Use the code set of the day of service, and its qualifiers, for all diagnoses.",
    .claim_status = {"A7:255"},
    .source = "837 2300 HI qualifiers; ICD-10 since 2015-10-01; claim status 255 diagnosis code",
    .fires = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~", "HI*ABK:I2699*BF:4019~"},
    .passes = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~", "HI*BK:41519*BF:4019~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
