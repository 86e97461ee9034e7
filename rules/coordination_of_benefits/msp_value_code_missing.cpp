#include "rules/coordination_of_benefits/medicare_secondary.hpp"
#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    auto const turn = turn_of(own);
    if (!goes_to_medicare(facts.claim) || !turn || *turn == 0 || msp_value(facts.claim)) return;
    report.add(own.sequence.place, edi::LoopId::L2000B, 0, {own.filing_code.place, facts.claim.place}, [&](Message& m) {
        m << "Medicare (SBR09 " << own.filing_code.text << ") is not the first payer (SBR01 " << own.sequence.text
          << "), and no value code (HI BE 12 to 16, 41 to 43, 47) says why and what was paid";
    });
}

} // namespace

extern Rule const msp_value_code_missing;
constinit Rule const msp_value_code_missing{
    .id = "C312",
    .name = "msp-value-code-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Medicare pays second and no value code says why",
    .explanation = "In an 837I a value code tells why another payer comes before Medicare, with the amount that it paid: 12 an employer's "
                   "plan of a working aged patient, 13 end-stage renal disease, 14 no-fault, 15 workers' compensation, 16 other federal, "
                   "41 black lung, 42 veterans, 43 disability, 47 liability. SBR05, where an 837P says it, is not used.",
    .help = "Add the value code with the amount of the earlier payer; zero with the reason for a conditional payment.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2300 HI BE, 2000B SBR01 and SBR09 (general knowledge of Medicare secondary payer billing)",
    .fires = {"837i-cob.edi", "HI*BE:12:::1150*BE:80:::3~", "HI*BE:80:::3~"},
    .passes = {"837i-cob.edi", "HI*BE:12:::1150*BE:80:::3~", "HI*BE:80:::3*BE:43:::1150~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
