#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.claim.adjudications.empty()) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (edi::Adjudication const& adjudication : edi::Claim::part(facts.claim.adjudications, line.adjudications)) {
            if (!adjudication.paid.ok() || adjudication.paid.cents >= 0) continue;
            report.add(adjudication.paid.field.place, edi::LoopId::L2430, number, {}, [&](Message& m) {
                m << "SVD02 of ";
                say_payer(m, adjudication.payer_id);
                m << " is ";
                m.money(adjudication.paid.cents) << ": a payment is zero or more";
            });
        }
    }
}

} // namespace

extern Rule const line_payment_negative;
constinit Rule const line_payment_negative{
    .id = "C204",
    .name = "line-payment-negative",
    .snip = 2,
    .title = "Negative payment of a line by another payer",
    .explanation =
        "What a prior payer paid on a line (SVD02) is zero or more. Money that it took back stands in adjustments, which may be negative.",
    .help = "Send the payment of the final decision; for a reversal use the remittance that followed it.",
    .claim_status = {"A7:643", "A7:693"},
    .source = "837 2430 SVD02; published clearinghouse edit; claim status 693 amount must not be below zero",
    .fires = {"837p-cob.edi", "SVD*PMH01*126*", "SVD*PMH01*-126*"},
    .passes = {"837p-cob.edi", "SVD*PMH01*126*", "SVD*PMH01*0*"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
