#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (code.qualifier.text != "BH" || !is_one_of(code.code.text, {"01", "02"})) continue;
        if (own_reference(facts.claim, "LU")) return;
        report.add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << "occurrence code " << code.code.text << " tells of an accident; if a car was involved, REF*LU gives its state";
        });
        return;
    }
}

} // namespace

extern Rule const occurrence_without_accident_state;
constinit Rule const occurrence_without_accident_state{
    .id = "N305",
    .name = "occurrence-without-accident-state",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Accident of an 837I without its state",
    .explanation = "Occurrence code 01 or 02 tells of an accident that a car or no-fault insurer may have to pay. REF*LU gives the "
                   "state where a car accident happened.",
    .help = "Send REF*LU with the state's postal code if a car was involved.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 REF*LU, HI*BH occurrence codes 01 and 02; claim status 728 accident state",
    .fires = {"837i-clean.edi", "HI*BH:11:D8:20261010~", "HI*BH:01:D8:20261010~"},
    .passes = {"837i-clean.edi", "REF*EA*AG778801~\nHI*ABK:I82402~\nHI*APR:M79605~\nHI*ABF:Z7901~\nHI*BH:11:",
               "REF*LU*IL~\nHI*ABK:I82402~\nHI*APR:M79605~\nHI*ABF:Z7901~\nHI*BH:01:"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
