#include <array>

#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.claim.other_payers.empty()) return;
    std::array<edi::Place, 26> seen{};
    auto const note = [&](edi::Coverage const& coverage, edi::LoopId loop) {
        std::string_view const sequence = coverage.sequence.text;
        if (sequence.size() != 1 || sequence[0] < 'A' || sequence[0] > 'Z' || sequence == "U") return;
        edi::Place& first = seen[static_cast<std::size_t>(sequence[0] - 'A')];
        if (first.known()) {
            report.add(coverage.sequence.place, loop, 0, {first},
                       [&](Message& m) { m << "two payers of the claim have SBR01 " << sequence << ": each payer has a turn of its own"; });
        } else {
            first = coverage.sequence.place;
        }
    };
    note(facts.claim.subscriber->coverage, edi::LoopId::L2000B);
    for (edi::OtherPayer const& other : facts.claim.other_payers) note(other.coverage, edi::LoopId::L2320);
}

} // namespace

extern Rule const payer_sequence_repeated;
constinit Rule const payer_sequence_repeated{
    .id = "C301",
    .name = "payer-sequence-repeated",
    .snip = 4,
    .title = "Two payers with the same place in the sequence",
    .explanation = "SBR01 says which payer pays first (P), second (S), third (T) and so on. Over the payer the claim goes to (2000B) and "
                   "all other payers (2320) "
                   "each letter is used once; only U (unknown) may repeat. Dual coverage with an unclear order is denied by both payers.",
    .help = "Find out which coverage pays first (birthday rule, Medicare secondary payer rules) and number the payers in that order.",
    .claim_status = {"A7:742"},
    .source = "837 2000B and 2320 SBR01; claim status 742 payer responsibility sequence",
    .fires = {"837p-cob.edi", "SBR*P*18*PMH7709", "SBR*S*18*PMH7709"},
    .passes = {"837p-cob.edi", "SBR*P*18*PMH7709", "SBR*U*18*PMH7709"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
