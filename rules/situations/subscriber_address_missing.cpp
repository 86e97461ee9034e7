#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!patient_is_subscriber(facts.claim)) return;
    edi::Subscriber const& subscriber = *facts.claim.subscriber;
    bool const street = subscriber.name.address.place.known(), city = subscriber.name.city.place.known();
    if (street && city) return;
    report.add(subscriber.name.place, edi::LoopId::L2010BA, 0, {subscriber.coverage.relationship.place}, [&](Message& m) {
        m << "the subscriber is the patient (SBR02 is 18) and has no " << (street ? "N4" : city ? "N3" : "N3 and N4");
    });
}

} // namespace

extern Rule const subscriber_address_missing;
constinit Rule const subscriber_address_missing{
    .id = "N101",
    .name = "subscriber-address-missing",
    .snip = 4,
    .title = "Subscriber is the patient and has no address",
    .explanation = "SBR02 is 18: the subscriber is the patient. Then the subscriber's own loop (2010BA) must have what a patient "
                   "level would have: street (N3) and city (N4). Without them the payer cannot match the patient.",
    .help = "Send N3 and N4 of the patient behind NM1*IL, or, if somebody else is the patient, leave SBR02 empty and send a "
            "patient level (2000C).",
    .claim_status = {"A6:126:IL"},
    .source = "837 2010BA N3 and N4: required when the patient is the subscriber; claim status 126 address",
    .fires = {"837p-clean.edi", "N3*77 QUARRY LANE~\n", ""},
    .passes = {"837p-clean.edi", "HL*3*1*22*1~", "HL*3*1*22*1~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
