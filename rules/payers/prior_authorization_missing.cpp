#include "rules/data_in_force.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

bool is_authorized(edi::Claim const& claim, edi::Range references) {
    return reference_to_payer(claim, references, "G1") || reference_to_payer(claim, references, "4N");
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    // Who pays second decides by what the first has paid.
    if (claim.subscriber->coverage.sequence.text != "P" || is_authorized(claim, claim.own_references)) return;
    for_each_demand(facts, &PayerProfile::prior_authorization, [&](std::uint32_t i, PayerProfile const& payer, Severity severity) {
        edi::ServiceLine const& line = claim.lines[i];
        if (is_authorized(claim, line.references)) return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {claim.place}, [&](Message& m) {
            m << line.procedure.text << " (" << facts.lines[i].drug->substance << ") needs a prior authorization for a payer of kind \""
              << payer.name << "\", and neither the claim nor the line has REF*G1, or REF*4N for an exception";
        });
    });
}

} // namespace

extern Rule const prior_authorization_missing;
constinit Rule const prior_authorization_missing{
    .id = "P101",
    .name = "prior-authorization-missing",
    .snip = 7,
    .title = "Drug without the prior authorization that the payer demands",
    .explanation =
        "The policy's profile of this payer says that the drug must be authorized before it is given. The number of the "
        "authorization belongs into REF*G1 of the claim, or of the line in an 837P. An exception code in REF*4N (an emergency, say) "
        "stands for it. Only the primary payer is asked: a later one decides by what the first has paid.",
    .help = "Send the payer's authorization number in REF*G1, or the exception in REF*4N.",
    .claim_status = {"A6:252:PR"},
    .source =
        "policy [[payer]] prior_authorization; 837 2300 REF*G1 and REF*4N, 837P 2400 REF*G1; which payers demand it is general knowledge",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "REF*G1*PA20261001~", "REF*4N*1~"},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
