#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        if (!payer.id_unique || payer.adjudications == 0 || other.paid.field.present()) continue;
        report.add(other.coverage.place, edi::LoopId::L2320, 0, {}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has decided on " << payer.adjudications << (payer.adjudications == 1 ? " line" : " lines")
              << ", but AMT*D does not say what it paid for the claim";
        });
    }
}

} // namespace

extern Rule const payer_paid_missing;
constinit Rule const payer_paid_missing{
    .id = "C211",
    .name = "payer-paid-missing",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Lines decided by another payer and no amount paid",
    .explanation = "A payer that decided on lines (2430) paid something for the claim, be it zero: AMT*D in 2320. Without it the claim "
                   "cannot be balanced, and later payers ask or deny.",
    .help = "Add AMT*D with the amount of the remittance, AMT*D*0 when nothing was paid.",
    .source = "837 2320 AMT*D; X12 interpretation 1294 (the equations stand on AMT*D)",
    .fires = {"837p-cob.edi", "AMT*D*30~\n", ""},
    .passes = {"837p-cob.edi", "AMT*D*30~\n", "AMT*D*30.00~\n"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
