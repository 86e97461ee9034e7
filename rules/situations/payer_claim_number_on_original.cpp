#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Reference const* const reference = own_reference(facts.claim, "F8");
    if (!reference || facts.claim.frequency.text != "1") return;
    report.add(reference->value.place, edi::LoopId::L2300, 0, {facts.claim.frequency.place},
               [](Message& m) { m << "REF*F8 names an earlier claim, but CLM05-3 is 1, a new one"; });
}

} // namespace

extern Rule const payer_claim_number_on_original;
constinit Rule const payer_claim_number_on_original{
    .id = "N310",
    .name = "payer-claim-number-on-original",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Payer's claim number on a new claim",
    .explanation = "REF*F8 names an earlier claim, but the frequency (CLM05-3) is 1, a new claim. Payers pass the number over and "
                   "may call the claim a duplicate.",
    .help = "Set the frequency to 7 if this replaces the earlier claim; else take REF*F8 out.",
    .source = "837 2300 REF*F8, CLM05-3; claim status 535 frequency",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001~", "REF*G1*PA20261001~\nREF*F8*PMH2026200001~"},
    .passes = {"837p-cob.edi", "", ""},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
