#include "rules/finding.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void compare(ClaimFacts const& facts, edi::Range references, edi::LoopId loop, std::uint32_t line, Report& report) {
    edi::Reference const* const authorization = reference_to_payer(facts.claim, references, "G1");
    edi::Reference const* const referral = reference_to_payer(facts.claim, references, "9F");
    if (!authorization || !referral || authorization->value.text != referral->value.text) return;
    report.add(authorization->value.place, loop, line, {referral->value.place}, [&](Message& m) {
        m << "prior authorization (REF*G1) and referral (REF*9F) have the same number, " << authorization->value.text;
    });
}

void check(ClaimFacts const& facts, Report& report) {
    compare(facts, facts.claim.own_references, edi::LoopId::L2300, 0, report);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) compare(facts, line.references, edi::LoopId::L2400, ++number, report);
}

} // namespace

extern Rule const authorization_is_referral;
constinit Rule const authorization_is_referral{
    .id = "P102",
    .name = "authorization-is-referral",
    .severity = Severity::warning,
    .snip = 7,
    .title = "One number as prior authorization and as referral",
    .explanation = "REF*G1 is the payer's authorization of the service, REF*9F the referral of the patient. They are different numbers of "
                   "different origin; the same one in both is in the wrong place in one of them, and payers refuse it.",
    .help = "Send the number under the one qualifier it belongs to.",
    .claim_status = {"A8:252:PR", "A8:761:PR"},
    .source = "837 2300 and 2400 REF*G1, REF*9F; published clearinghouse edit",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001~", "REF*9F*PA20261001~\nREF*G1*PA20261001~"},
    .passes = {"837p-clean.edi", "REF*G1*PA20261001~", "REF*9F*RF20261001~\nREF*G1*PA20261001~"},
    .needs = trait::two_numbers,
    .check = check,
};

} // namespace rules
