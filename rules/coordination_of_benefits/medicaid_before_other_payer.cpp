#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// Medicaid, and the few programmes that pay after it.
bool pays_last(edi::Coverage const& coverage) {
    std::string_view const kind = coverage.filing_code.text;
    return kind == "MC" || kind == "TV" || kind == "OF";
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    edi::Coverage const* medicaid = nullptr;
    edi::Coverage const* last = nullptr; // of those that pay before Medicaid
    std::size_t first_turn = payer_order.size(), last_turn = 0;
    auto const look = [&](edi::Coverage const& coverage) {
        auto const turn = turn_of(coverage);
        if (!turn) return;
        if (coverage.filing_code.text == "MC" && *turn < first_turn) {
            first_turn = *turn;
            medicaid = &coverage;
        }
        if (!pays_last(coverage) && coverage.filing_code.present() && *turn >= last_turn) {
            last_turn = *turn;
            last = &coverage;
        }
    };
    look(own);
    for (edi::OtherPayer const& other : facts.claim.other_payers) look(other.coverage);
    if (!medicaid || !last || last_turn <= first_turn) return;
    report.add(medicaid->sequence.place, medicaid == &own ? edi::LoopId::L2000B : edi::LoopId::L2320, 0, {last->sequence.place},
               [&](Message& m) {
                   m << "Medicaid (SBR09 MC) has the turn " << medicaid->sequence.text << ", a payer of kind ";
                   m.printable(last->filing_code.text, 4) << " comes after it (" << last->sequence.text << ')';
               });
}

} // namespace

extern Rule const medicaid_before_other_payer;
constinit Rule const medicaid_before_other_payer{
    .id = "C310",
    .name = "medicaid-before-other-payer",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Medicaid before another payer",
    .explanation = "Medicaid pays last: every other coverage of the patient is billed before it. Only few programmes come after it "
                   "(maternal and child health, some federal ones).",
    .help = "Number the payers anew (SBR01), Medicaid last, and bill the other payer first.",
    .source = "837 2000B and 2320 SBR01, SBR09; Medicaid as payer of last resort (general knowledge of 42 CFR 433 subpart D)",
    .fires = {"837p-cob.edi", "SBR*P*18*PMH7710******CI~", "SBR*P*18*PMH7710******MC~"},
    .passes = {"837p-cob.edi", "SBR*S*18*NLH4403******HM~", "SBR*S*18*NLH4403******MC~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
