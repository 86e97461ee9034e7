#include "rules/coordination_of_benefits/medicare_secondary.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    edi::HealthCode const* const value = msp_value(facts.claim);
    if (!value || !goes_to_medicare(facts.claim) || own.sequence.text != "P") return;
    report.add(value->code.place, edi::LoopId::L2300, 0, {own.sequence.place}, [&](Message& m) {
        m << "value code " << value->code.text << " tells of a payer before Medicare, but Medicare is the first payer (SBR01 P)";
    });
}

} // namespace

extern Rule const msp_value_of_first_payer;
constinit Rule const msp_value_of_first_payer{
    .id = "C314",
    .name = "msp-value-of-first-payer",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Value code of an earlier payer while Medicare pays first",
    .explanation = "Value codes 12 to 16, 41 to 43 and 47 say that another payer comes before Medicare. Here Medicare is the payer of the "
                   "claim and the first one (SBR01 P): either the turn or the code is wrong.",
    .help = "Set SBR01 to the turn that Medicare has and send the earlier payer in 2320, or take the value code out.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 HI BE, 2000B SBR01 (general knowledge of Medicare secondary payer billing)",
    .fires = {"837i-cob.edi", "SBR*S*18*******MA~", "SBR*P*18*******MA~"},
    .passes = {"837i-cob.edi", "", ""},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
