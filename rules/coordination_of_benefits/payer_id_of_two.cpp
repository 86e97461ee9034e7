#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.line_payers.empty()) return;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        std::uint32_t const first = facts.payers[i].same_id;
        if (first == no_index || first == i || facts.payers[first].adjudications == 0) continue; // adjudications go to the first
        edi::Field const& id = facts.claim.other_payers[i].payer.id;
        report.add(id.place, edi::LoopId::L2330B, 0, {facts.claim.other_payers[first].payer.id.place}, [&](Message& m) {
            m << "two other payers of the claim have the id ";
            m.printable(id.text, 80) << ", and SVD01 of its lines does not tell them apart";
        });
    }
}

} // namespace

extern Rule const payer_id_of_two;
constinit Rule const payer_id_of_two{
    .id = "C308",
    .name = "payer-id-of-two",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Two other payers with the same id and decisions on lines",
    .explanation = "A 2430 loop tells whose decision it is by the payer's id alone (SVD01 = NM109 of 2330B). When two 2320 loops have that "
                   "id, because one insurer holds two policies or because a loop was sent twice, nobody can say which of them paid what, "
                   "and no sum can be checked. Without decisions on lines the same id twice does no harm.",
    .help = "Give each coverage an id of its own in 2330B NM109 and in SVD01, or take the loop out that stands there twice.",
    .claim_status = {"A7:479"},
    .source = "837 2330B NM109, 2430 SVD01; X12 interpretation 1517",
    .fires = {"837p-cob.edi", "NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLH02~\nLX*1~\nSV1*HC:99214",
              "NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*PMH01~\nLX*1~\nSV1*HC:99214"},
    .passes = {"837p-cob.edi", "", ""},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
