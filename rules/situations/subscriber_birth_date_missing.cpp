#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!patient_is_subscriber(facts.claim)) return;
    edi::Subscriber const& subscriber = *facts.claim.subscriber;
    if (subscriber.name.birth_date.place.known()) return;
    report.add(subscriber.name.place, edi::LoopId::L2010BA, 0, {subscriber.coverage.relationship.place},
               [](Message& m) { m << "the subscriber is the patient (SBR02 is 18) and has no DMG with birth date and sex"; });
}

} // namespace

extern Rule const subscriber_birth_date_missing;
constinit Rule const subscriber_birth_date_missing{
    .id = "N102",
    .name = "subscriber-birth-date-missing",
    .snip = 4,
    .title = "Subscriber is the patient and has no birth date",
    .explanation = "SBR02 is 18: the subscriber is the patient. Then birth date and sex of the patient stand in the subscriber's "
                   "own loop: DMG in 2010BA. Every payer finds the member by them.",
    .help = "Send DMG with birth date and sex behind the subscriber's address, or, if somebody else is the patient, a "
            "patient level (2000C).",
    .claim_status = {"A6:158:IL"},
    .source = "837 2010BA DMG: required when the patient is the subscriber; claim status 158 date of birth",
    .fires = {"837p-clean.edi", "DMG*D8*19580214*F~\n", ""},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
