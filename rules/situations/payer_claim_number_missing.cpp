#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& frequency = facts.claim.frequency;
    if (!is_one_of(frequency.text, {"7", "8"}) || own_reference(facts.claim, "F8")) return;
    report.add(frequency.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "CLM05-3 is " << frequency.text << ", a " << (frequency.text == "7" ? "replacement" : "cancellation")
          << ", and REF*F8 does not name the claim it is about";
    });
}

} // namespace

extern Rule const payer_claim_number_missing;
constinit Rule const payer_claim_number_missing{
    .id = "N309",
    .name = "payer-claim-number-missing",
    .snip = 4,
    .title = "Replacement or cancellation of a claim that is not named",
    .explanation = "The frequency (CLM05-3) is 7, a replacement, or 8, a cancellation of an earlier claim. REF*F8 must name that "
                   "claim by the number the payer gave it; without it the payer takes this claim for a duplicate.",
    .help = "Send REF*F8 with the payer's claim number from the remittance, or set the frequency to 1 for a new claim.",
    .claim_status = {"A6:464"},
    .source = "837 2300 REF*F8: required with CLM05-3 7 or 8; claim status 464 payer's claim control number",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***11:B:7*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", "CLM*RB-1001*180***11:B:7*Y*A*Y*Y~\nREF*F8*PMH2026200001~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
