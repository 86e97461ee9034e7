#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& own = facts.claim.subscriber->coverage.sequence;
    auto const turn = turn_of(facts.claim.subscriber->coverage);
    if (!turn || *turn == 0) return; // nearly always the first
    std::uint32_t present = 0;       // a bit for each turn
    for (edi::OtherPayer const& other : facts.claim.other_payers) {
        if (other.coverage.sequence.text == "U") return; // an unknown turn may be the missing one
        if (auto const theirs = turn_of(other.coverage)) present |= 1u << *theirs;
    }
    for (std::size_t earlier = 0; earlier < *turn; ++earlier) {
        if (present >> earlier & 1) continue;
        report.add(own.place, edi::LoopId::L2000B, 0, {facts.claim.place}, [&](Message& m) {
            m << "the claim goes to payer " << own.text << ", but no other payer of the claim has SBR01 " << payer_order[earlier];
        });
        return;
    }
}

} // namespace

extern Rule const payer_sequence_incomplete;
constinit Rule const payer_sequence_incomplete{
    .id = "C302",
    .name = "payer-sequence-incomplete",
    .snip = 4,
    .title = "An earlier payer is missing",
    .explanation = "A claim that goes to the second payer tells what the first one did, in a 2320 loop with SBR01 P; one that goes to the "
                   "third payer tells of P "
                   "and S, and so on. Without them a later payer cannot coordinate benefits and denies or asks. A payer with SBR01 U may "
                   "be the missing one.",
    .help = "Add the 2320 and 2330 loops of the earlier payer with its decision, or correct SBR01 of 2000B if the claim goes to the first "
            "payer.",
    .claim_status = {"A7:742"},
    .source = "837 2000B and 2320 SBR01; claim status 742 payer responsibility sequence",
    .fires = {"837p-cob.edi", "SBR*P*18*PMH7709", "SBR*T*18*PMH7709"},
    .passes = {"837p-cob.edi", "SBR*P*18*PMH7709", "SBR*U*18*PMH7709"},
    .check = check,
};

} // namespace rules
