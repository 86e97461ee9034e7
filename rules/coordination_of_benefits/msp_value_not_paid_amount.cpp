#include "rules/coordination_of_benefits/medicare_secondary.hpp"
#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    auto const turn = turn_of(claim.subscriber->coverage);
    edi::HealthCode const* const value = msp_value(claim);
    if (!goes_to_medicare(claim) || !turn || !value || !value->amount.ok()) return;
    edi::OtherPayer const* prior = nullptr;
    for (edi::OtherPayer const& other : claim.other_payers) {
        auto const theirs = turn_of(other.coverage);
        if (!theirs || *theirs >= *turn) continue;
        if (prior) return; // which of them the amount is about is not said
        prior = &other;
    }
    for (edi::HealthCode const& code : claim.codes)
        if (is_msp_value(code) && &code != value) return;
    if (!prior || !prior->paid.ok() || prior->paid.cents == value->amount.cents) return;
    report.add(value->amount.field.place, edi::LoopId::L2300, 0, {prior->paid.field.place}, [&](Message& m) {
        m << "value code " << value->code.text << " says that ";
        m.money(value->amount.cents) << " was paid before Medicare, AMT*D of ";
        say_payer(m, prior->payer.id);
        m << " is ";
        m.money(prior->paid.cents);
    });
}

} // namespace

extern Rule const msp_value_not_paid_amount;
constinit Rule const msp_value_not_paid_amount{
    .id = "C313",
    .name = "msp-value-not-paid-amount",
    .severity = Severity::advice,
    .snip = 3,
    .title = "Value code and paid amount of the payer before Medicare differ",
    .explanation = "The value code for a payer that comes before Medicare (12 to 16, 41 to 43, 47) has the amount that this payer paid "
                   "towards the claim. The same amount is AMT*D of its 2320 loop. Not told: several earlier payers or several such codes.",
    .help = "Copy both from the earlier payer's remittance.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 HI BE, 2320 AMT*D (general knowledge of Medicare secondary payer billing)",
    .fires = {"837i-cob.edi", "HI*BE:12:::1150*", "HI*BE:12:::1105*"},
    .passes = {"837i-cob.edi", "HI*BE:12:::1150*", "HI*BE:12:::1150.00*"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
