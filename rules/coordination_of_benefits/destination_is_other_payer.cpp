#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Subscriber const& own = *facts.claim.subscriber;
    if (!own.payer.id.present()) return;
    for (edi::OtherPayer const& other : facts.claim.other_payers) {
        if (other.payer.id.text != own.payer.id.text) continue;
        // Two policies with one insurer have numbers of their own.
        if (other.subscriber.id.text != own.name.id.text) continue;
        report.add(other.payer.id.place, edi::LoopId::L2330B, 0, {own.payer.id.place}, [&](Message& m) {
            m << "the claim goes to ";
            say_payer(m, own.payer.id);
            m << ", which is also one of its other payers, with the same member";
        });
    }
}

} // namespace

extern Rule const destination_is_other_payer;
constinit Rule const destination_is_other_payer{
    .id = "C309",
    .name = "destination-is-other-payer",
    .severity = Severity::advice,
    .snip = 4,
    .title = "The payer of the claim is also one of its other payers",
    .explanation = "The payer that the claim goes to stands in 2010BB, all others in 2320. The same payer in both places is right only "
                   "when it holds two policies, and those have member numbers of their own. Otherwise a loop was filled with the wrong "
                   "payer.",
    .help = "Take the 2320 loop out, or write the id of the other payer and its member number into it.",
    .source = "837 2010BB and 2330B NM109 (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "PM880073321~\nN3*501 TANNERY ROW~\nN4*DECATUR*IL*625220501~\nNM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~",
              "NL550073320~\nN3*501 TANNERY ROW~\nN4*DECATUR*IL*625220501~\nNM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLH02~"},
    .passes = {"837p-cob.edi", "NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLH02~", "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
