#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        // A 2430 loop without its date is a matter of structure; one that cannot be given to its payer may hold the date.
        if (!payer.decided || payer.adjudications > 0 || other.adjudicated_count > 0 || !is_told_apart(facts, payer)) continue;
        edi::Place const place = other.payer.place.known() ? other.payer.place : other.coverage.place;
        report.add(place, edi::LoopId::L2330B, 0, {other.paid.field.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has decided on the claim, but no DTP*573 says when";
        });
    }
}

} // namespace

extern Rule const adjudication_date_missing;
constinit Rule const adjudication_date_missing{
    .id = "C304",
    .name = "adjudication-date-missing",
    .snip = 4,
    .title = "Another payer's decision without a date",
    .explanation = "A payer that has decided on the claim (AMT*D or CAS in 2320) has an adjudication date, DTP*573: in 2330B when it "
                   "decided on the claim as a "
                   "whole, in 2430 when it decided line by line. Later payers need it to find the decision and for their time limits.",
    .help = "Add DTP*573 with the date of the payer's remittance to its 2330B loop.",
    .claim_status = {"A6:516:PRP"},
    .source = "837 2330B and 2430 DTP*573; claim status 516 other payer's adjudication date",
    .fires = {"837p-cob.edi", "DTP*573*D8*20261022~\n", ""},
    .passes = {"837p-cob.edi", "", ""},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
