#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

/// A heading seldom becomes a code of its own later, and before the table it may have been one that was divided since.
Severity severity_of(TableInfo const& table, Days const& days) {
    if (is_covered(table, days)) return Severity::error;
    return days.known && table.covers.from <= days.from ? Severity::warning : Severity::advice;
}

void check(ClaimFacts const& facts, Report& report) {
    TableInfo const& table = facts.tables.diagnoses().info;
    Days const days = claim_days(facts.policy, facts.claim);
    each_icd_10_diagnosis(facts.claim, [&](edi::HealthCode const& code) {
        DiagnosisRow const* const row = facts.tables.diagnosis(code.code.text);
        if (!row || row->billable()) return;
        report.at_most(severity_of(table, days)).add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << code.code.text << " is a heading of ICD-10-CM: the codes below it are more exact, and only they can be billed";
            say_coverage(m, table, days);
        });
    });
}

} // namespace

extern Rule const diagnosis_not_billable;
constinit Rule const diagnosis_not_billable{
    .id = "K302",
    .name = "diagnosis-not-billable",
    .snip = 5,
    .title = "Diagnosis code that is a heading",
    .explanation =
        "A diagnosis must be given as exactly as ICD-10-CM allows: a category or subcategory with codes below it is no code for a "
        "claim. An error on the days that the table covers, a warning after them, advice before: headings were codes once, until "
        "they were divided.",
    .help = "Use the code below the heading that says the rest: side, episode, kind.",
    .claim_status = {"A7:772", "A7:255"},
    .source = "code table diagnoses: ICD-10-CM, headings and codes; guidelines I.B.2 (level of detail); claim status 772",
    .fires = {"837i-clean.edi", "DTP*434*RD8*20261012-20261012~\nCL1*3*1*01~\nREF*D9*CW0000002001~\nREF*EA*AG778801~\nHI*ABK:I82402~",
              "DTP*434*RD8*20240612-20240612~\nCL1*3*1*01~\nREF*D9*CW0000002001~\nREF*EA*AG778801~\nHI*ABK:I824~"},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401*ABF:Z86711~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
