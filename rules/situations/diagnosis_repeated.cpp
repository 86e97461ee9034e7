#include <set>
#include <utility>

#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    // Each code with the place of its first use; a set, so that a claim with very many codes stays quick.
    std::set<std::pair<std::string_view, edi::HealthCode const*>> seen;
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_diagnosis(code.qualifier.text) || !code.code.present()) continue;
        auto const first = seen.lower_bound({code.code.text, nullptr});
        if (first == seen.end() || first->first != code.code.text) {
            seen.emplace(code.code.text, &code);
            continue;
        }
        report.add(code.code.place, edi::LoopId::L2300, 0, {first->second->code.place}, [&](Message& m) {
            m << "diagnosis ";
            m.printable(code.code.text, 12) << " is there already";
        });
    }
}

} // namespace

extern Rule const diagnosis_repeated;
constinit Rule const diagnosis_repeated{
    .id = "N502",
    .name = "diagnosis-repeated",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Same diagnosis twice",
    .explanation = "Each diagnosis of a claim is given once, as principal or as other diagnosis. The same code again tells the "
                   "payer nothing; some clearinghouses reject such claims.",
    .help = "Take the second one out and mend the pointers of the lines (SV107).",
    .claim_status = {"A7:255"},
    .source = "837 2300 HI; published clearinghouse edit; claim status 255 diagnosis code",
    .fires = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~", "HI*ABK:I2699*ABF:I2699~"},
    .passes = {"837i-clean.edi", "HI*APR:M79605~", "HI*APR:I82402~"},
    .needs = trait::doubtful_diagnoses,
    .check = check,
};

} // namespace rules
