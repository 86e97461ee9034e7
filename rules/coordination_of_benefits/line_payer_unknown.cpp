#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.line_payers.empty()) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (std::uint32_t i = line.adjudications.first; i < line.adjudications.first + line.adjudications.count; ++i) {
            if (facts.line_payers[i] != no_index) continue;
            edi::Field const& payer = facts.claim.adjudications[i].payer_id;
            report.add(payer.place, edi::LoopId::L2430, number, {}, [&](Message& m) {
                if (payer.present()) {
                    m << "SVD01 " << payer.text << " is the id of no other payer of the claim (2330B NM109)";
                } else {
                    m << "SVD01 is empty: the payer of the line's payment is not named";
                }
            });
        }
    }
}

} // namespace

extern Rule const line_payer_unknown;
constinit Rule const line_payer_unknown{
    .id = "C303",
    .name = "line-payer-unknown",
    .snip = 4,
    .title = "Line payment of a payer that the claim does not name",
    .explanation = "SVD01 tells whose decision a 2430 loop is: it repeats the id of one of the claim's other payers (2330B NM109). Without "
                   "a match the payment "
                   "belongs to nobody and no sum over the claim can be trusted.",
    .help = "Write the id of the payer in SVD01 exactly as in NM109 of its 2330B loop, or add the 2320 and 2330B loops of that payer.",
    .claim_status = {"A8:479"},
    .source = "837 2430 SVD01, 2330B NM109; X12 interpretation 1517",
    .fires = {"837p-cob.edi", "SVD*PMH01*126*", "SVD*PMH09*126*"},
    .passes = {"837p-cob.edi", "", ""},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
