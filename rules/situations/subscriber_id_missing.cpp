#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const& name = facts.claim.subscriber->name;
    if (name.type.text != "1" || (name.id.present() && name.id_qualifier.present())) return;
    edi::Place const place = name.id.present() ? name.id_qualifier.place : name.id.place;
    report.add(place, edi::LoopId::L2010BA, 0, {}, [&](Message& m) {
        m << "the subscriber is a person and has no " << (name.id.present() ? "NM108 for the number in NM109" : "member number in NM109");
    });
}

} // namespace

extern Rule const subscriber_id_missing;
constinit Rule const subscriber_id_missing{
    .id = "N105",
    .name = "subscriber-id-missing",
    .snip = 4,
    .title = "Subscriber without member number",
    .explanation = "A subscriber who is a person (NM102 is 1) has the member number that the payer gave: NM108 MI or II with NM109. "
                   "Only an employer, who is the subscriber of a workers' compensation claim, has none.",
    .help = "Send the member number from the card in NM109, with MI in NM108.",
    .claim_status = {"A6:164:IL"},
    .source = "837P and 837I 2010BA NM108, NM109: required when NM102 is 1; claim status 164 member number",
    .fires = {"837i-clean.edi", "*M***MI*1AA0AA0AA00~", "*M~"},
    .passes = {"837i-clean.edi", "NM1*IL*1*HOLLOWAY*BERNICE*M***MI*1AA0AA0AA00~", "NM1*IL*2*HOLLOWAY~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
