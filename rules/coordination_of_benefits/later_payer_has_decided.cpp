#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// A plan that has paid asks its money back from the payer that should have: its decision stands behind.
bool is_subrogation(edi::Claim const& claim) {
    return claim.header->type.text == "31" || claim.billing_provider->pay_to_plan.present();
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    auto const turn = turn_of(own);
    if (!turn || is_subrogation(facts.claim)) return;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        auto const theirs = turn_of(other.coverage);
        bool const paid = other.paid.ok() && other.paid.cents != 0;
        if (!theirs || *theirs <= *turn || !(paid || other.adjustments.count > 0 || payer.adjudications > 0)) continue;
        report.add(other.coverage.sequence.place, edi::LoopId::L2320, 0, {own.sequence.place, other.paid.field.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " (SBR01 " << other.coverage.sequence.text << ") has decided on the claim although it comes after the payer of the claim ("
              << own.sequence.text << ')';
        });
    }
}

} // namespace

extern Rule const later_payer_has_decided;
constinit Rule const later_payer_has_decided{
    .id = "C307",
    .name = "later-payer-has-decided",
    .severity = Severity::warning,
    .snip = 4,
    .title = "A later payer has decided before its turn",
    .explanation = "The claim goes to a payer that comes before this one, so this one cannot have paid or adjusted yet. Either the turns "
                   "(SBR01) are wrong, or the payment belongs to another payer. Not told: demands of a plan for its money back (BHT06 31, "
                   "2010AC).",
    .help = "Correct SBR01 of 2000B and 2320, or take the amounts of the later payer out.",
    .source = "837 2000B and 2320 SBR01, 2320 AMT*D and CAS; published clearinghouse edit",
    .fires = {"837p-cob.edi", "SBR*P*18*PMH7710******CI~", "SBR*T*18*PMH7710******CI~"},
    .passes = {"837p-cob.edi", "SBR*P*18*PMH7710******CI~", "SBR*U*18*PMH7710******CI~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
