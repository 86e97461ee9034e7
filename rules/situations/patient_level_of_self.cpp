#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.claim.patient->present() || !says_self(*facts.claim.subscriber)) return;
    report.add(facts.claim.subscriber->coverage.relationship.place, edi::LoopId::L2000B, 0, {facts.claim.patient->level},
               [](Message& m) { m << "SBR02 is 18, the subscriber is the patient, but the claim stands below a patient level"; });
}

} // namespace

extern Rule const patient_level_of_self;
constinit Rule const patient_level_of_self{
    .id = "N104",
    .name = "patient-level-of-self",
    .snip = 4,
    .title = "Subscriber said to be the patient, but a patient level follows",
    .explanation = "SBR02 is 18: the subscriber is the patient. The claim stands below a patient level (2000C) all the same. Payers "
                   "take one of the two for the patient, not always the right one.",
    .help = "Leave SBR02 empty when the claim is a dependent's; if the patient is the subscriber, send the claim right below "
            "the subscriber. A subscriber with claims of both kinds is sent twice.",
    .claim_status = {"A8:156"},
    .source = "837 2000B SBR02: sent only when the subscriber is the patient; 2000C: only when he is not; claim status 156 "
              "relationship to subscriber",
    .fires = {"837p-clean.edi", "SBR*P**NLH4410", "SBR*P*18*NLH4410"},
    .passes = {"837p-clean.edi", "SBR*P**NLH4410", "SBR*P**"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
