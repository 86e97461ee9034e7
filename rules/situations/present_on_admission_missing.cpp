#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.claim.facility_code.text != "11") return;
    edi::HealthCode const* first = nullptr;
    std::uint32_t count = 0;
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_diagnosis(code.qualifier.text) || !is_icd_10(code.qualifier.text) || code.present_on_admission.present()) continue;
        if (count++ == 0) first = &code;
    }
    if (!first) return;
    report.add(first->present_on_admission.place, edi::LoopId::L2300, 0, {facts.claim.facility_code.place}, [&](Message& m) {
        m << (count == 1 ? "a diagnosis of a hospital inpatient does" : "diagnoses of a hospital inpatient do")
          << " not say whether it was present on admission";
        if (count > 1) m << " (" << count << " of them)";
    });
}

} // namespace

extern Rule const present_on_admission_missing;
constinit Rule const present_on_admission_missing{
    .id = "N210",
    .name = "present-on-admission-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Diagnosis of a hospital inpatient without present-on-admission mark",
    .explanation = "Hospitals that are paid by case say of each diagnosis whether it was there at admission: component 9 of "
                   "principal and other diagnoses (Y, N, U, W). Some codes and some hospitals are exempt, so this is advice.",
    .help = "Send Y, N, U or W in the ninth component of the diagnosis; leave it empty for exempt codes.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 HI*ABK, HI*ABF component 9; CMS rules on present-on-admission reporting",
    .fires = {"837i-clean.edi", "HI*ABK:J189:::::::Y~", "HI*ABK:J189~"},
    .passes = {"837i-clean.edi", "HI*ABK:I82402~", "HI*ABK:I82402:::::::Y~"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
