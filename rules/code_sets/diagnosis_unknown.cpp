#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

/// The code without its point, in `buffer`; nothing when it has none.
std::string_view without_point(std::string_view code, char (&buffer)[8]) {
    std::size_t const point = code.find('.');
    if (point == code.npos || code.size() > sizeof buffer) return {};
    std::copy(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(point), buffer);
    std::copy(code.begin() + static_cast<std::ptrdiff_t>(point) + 1, code.end(), buffer + point);
    return {buffer, code.size() - 1};
}

void check(ClaimFacts const& facts, Report& report) {
    TableInfo const& table = facts.tables.diagnoses().info;
    Days const days = claim_days(facts.policy, facts.claim);
    each_icd_10_diagnosis(facts.claim, [&](edi::HealthCode const& code) {
        if (facts.tables.diagnosis(code.code.text)) return;
        char buffer[8];
        std::string_view const meant = without_point(code.code.text, buffer);
        bool const pointed = !meant.empty() && facts.tables.diagnosis(meant);
        Severity const severity = pointed || is_covered(table, days) ? Severity::error : Severity::advice;
        report.at_most(severity).add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << "ICD-10-CM has no code ";
            m.printable(code.code.text, 12);
            if (pointed)
                m << ": codes are sent without the point, " << meant;
            else
                say_coverage(m, table, days);
        });
    });
}

} // namespace

extern Rule const diagnosis_unknown;
constinit Rule const diagnosis_unknown{
    .id = "K301",
    .name = "diagnosis-unknown",
    .snip = 5,
    .title = "Diagnosis code that ICD-10-CM does not have",
    .explanation =
        "ICD-10-CM has a new edition every October. A code that the table's edition does not have is an error on the days that it "
        "covers; for services before or after, it may be a code of another edition, and the finding is advice and says so. A code "
        "with a point is always an error: claims carry codes without it.",
    .help = "Look the code up for the day of service; digits exchanged and a missing seventh character are the usual slips.",
    .claim_status = {"A7:255"},
    .source = "code table diagnoses: ICD-10-CM; 837 2300 HI; claim status 255 diagnosis code",
    .fires = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401*ABF:Z79.01~"},
    .passes = {"837p-clean.edi", "HI*ABK:I82401*ABF:Z7901~", "HI*ABK:I82401*ABF:Z86711~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
