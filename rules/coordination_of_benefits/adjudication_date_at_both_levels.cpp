#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (!payer.id_unique || other.adjudicated_count == 0 || payer.dated_adjudications == 0) continue;
        report.add(other.adjudicated.value.place, edi::LoopId::L2330B, 0, {payer.line_date}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has an adjudication date (DTP*573) for the claim and for " << payer.dated_adjudications
              << (payer.dated_adjudications == 1 ? " line: send one of the two" : " lines: send one of the two");
        });
    }
}

} // namespace

extern Rule const adjudication_date_at_both_levels;
constinit Rule const adjudication_date_at_both_levels{
    .id = "C305",
    .name = "adjudication-date-at-both-levels",
    .snip = 4,
    .title = "Another payer's adjudication date for the claim and for its lines",
    .explanation = "A payer decided on the claim as a whole or line by line, so its adjudication date (DTP*573) stands once: in 2330B, or "
                   "in the 2430 loops of the "
                   "lines. Both together leave open which decision counts, and clearinghouses reject the claim.",
    .help = "Keep the dates in 2430 if the remittance was line by line and take the one in 2330B out.",
    .claim_status = {"A8:516:PRP"},
    .source = "837 2330B and 2430 DTP*573; published clearinghouse edit",
    .fires = {"837p-cob.edi", "REF*F8*PMH2026300177~", "DTP*573*D8*20261021~\nREF*F8*PMH2026300177~"},
    .passes = {"837p-cob.edi", "", ""},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
