#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& coverage = facts.claim.subscriber->coverage;
    if (!below_subscriber(facts.claim) || !coverage.place.known() || says_self(*facts.claim.subscriber)) return;
    report.add(coverage.relationship.place, edi::LoopId::L2000B, 0, {facts.claim.place}, [&](Message& m) {
        m << "SBR02 is ";
        if (coverage.relationship.present())
            m.printable(coverage.relationship.text, 8);
        else
            m << "empty";
        m << " and no patient level follows: a claim right below the subscriber is the subscriber's own (SBR02 18)";
    });
}

} // namespace

extern Rule const patient_not_named;
constinit Rule const patient_not_named{
    .id = "N103",
    .name = "patient-not-named",
    .snip = 4,
    .title = "Nobody is named as the patient",
    .explanation = "A claim stands either below the subscriber, who is then the patient (SBR02 is 18), or below a patient level "
                   "(2000C). This one stands below a subscriber who is not said to be the patient.",
    .help = "Set SBR02 to 18 if the subscriber is the patient; else send a patient level (HL with HL03 23, PAT, NM1*QC) "
            "between subscriber and claim.",
    .claim_status = {"A6:156"},
    .source = "837 2000B SBR02 and 2000C: patient level required when the patient is not the subscriber; claim status 156 "
              "relationship to subscriber",
    .fires = {"837p-clean.edi", "SBR*P*18*PMH7701*", "SBR*P**PMH7701*"},
    .passes = {"837p-clean.edi", "SBR*P*18*PMH7701*", "SBR*P*18**"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
