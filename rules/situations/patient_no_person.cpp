#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const& name = facts.claim.subscriber->name;
    if (!below_subscriber(facts.claim) || !says_self(*facts.claim.subscriber) || name.type.text != "2") return;
    report.add(name.type.place, edi::LoopId::L2010BA, 0, {facts.claim.subscriber->coverage.relationship.place},
               [](Message& m) { m << "the subscriber is the patient (SBR02 is 18), but NM102 is 2, an organisation"; });
}

} // namespace

extern Rule const patient_no_person;
constinit Rule const patient_no_person{
    .id = "N106",
    .name = "patient-no-person",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Patient that is no person",
    .explanation = "SBR02 is 18: the subscriber is the patient. But NM102 says that the subscriber is an organisation, and "
                   "organisations are not treated. This happens where the employer of a workers' compensation claim is the "
                   "subscriber.",
    .help = "Set NM102 to 1 if the name is a person's; else leave SBR02 empty and send the patient in a level of his own "
            "(2000C).",
    .claim_status = {"A8:156"},
    .source = "837 2000B SBR02, 2010BA NM102",
    .fires = {"837p-clean.edi", "NM1*IL*1*ASHGROVE*", "NM1*IL*2*ASHGROVE*"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
