#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    Days const days = claim_days(facts.policy, facts.claim);
    if (!days.known) return;
    bool const before = days.through < first_day_of_icd_10(), after = first_day_of_icd_10() <= days.from;
    for (edi::HealthCode const& code : facts.claim.codes) {
        bool const icd_10 = is_icd_10(code.qualifier.text);
        bool const icd_9 = is_one_of(code.qualifier.text, {"BK", "BF", "BJ", "PR", "BN"});
        if (!(icd_10 && before) && !(icd_9 && after)) continue;
        report.add(code.qualifier.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << (icd_10 ? "ICD-10" : "ICD-9") << " diagnosis (" << code.qualifier.text << ") for services " << (icd_10 ? "before" : "from")
              << " 2015-10-01" << (icd_10 ? "" : " on") << "; they are of " << days.from;
            if (days.through != days.from) m << " to " << days.through;
        });
        return; // one says it all
    }
}

} // namespace

extern Rule const diagnosis_of_other_time;
constinit Rule const diagnosis_of_other_time{
    .id = "K303",
    .name = "diagnosis-of-other-time",
    .severity = Severity::warning,
    .snip = 5,
    .title = "Diagnosis code set that was not in use on the day of service",
    .explanation =
        "By the HIPAA rules ICD-9-CM is the code set for services to 2015-09-30, ICD-10-CM for those from 2015-10-01; of an inpatient "
        "the day of discharge counts. The qualifier says which one it is: ABK, ABF, ABJ, APR and ABN are ICD-10, BK, BF, BJ, PR and BN "
        "ICD-9. Periods over both are passed over. A warning, because test files and published examples seldom keep to it.",
    .help = "Use the code set of the day of service, with its qualifiers.",
    .source = "45 CFR 162.1002; 837 2300 HI qualifiers",
    .fires = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*BK:45340~"},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
