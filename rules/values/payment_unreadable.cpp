#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/values/unreadable.hpp"

namespace rules {

namespace {

/// Reports one amount of another payer; `required` amounts must not be empty either.
void look(Report& report, edi::Money const& amount, bool required, std::string_view element, edi::LoopId loop, std::uint32_t number) {
    if (!is_unreadable(amount.reading) && !(required && amount.reading == edi::Reading::absent)) return;
    report.add(amount.field.place, loop, number, {},
               [&](Message& m) { say_unreadable(m, element, amount.reading, amount.field.text, "an amount"); });
}

void look_at_adjustments(Report& report, edi::Claim const& claim, edi::Range range, edi::LoopId loop, std::uint32_t number) {
    for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range))
        look(report, adjustment.amount, true, "amount of a CAS segment", loop, number);
}

void check(ClaimFacts const& facts, Report& report) {
    for (edi::OtherPayer const& other : facts.claim.other_payers) {
        look(report, other.paid, false, "AMT*D", edi::LoopId::L2320, 0);
        look(report, other.non_covered, false, "AMT*A8", edi::LoopId::L2320, 0);
        look(report, other.patient_liability, false, "AMT*EAF", edi::LoopId::L2320, 0);
        look_at_adjustments(report, facts.claim, other.adjustments, edi::LoopId::L2320, 0);
    }
    if (facts.claim.adjudications.empty()) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (edi::Adjudication const& adjudication : edi::Claim::part(facts.claim.adjudications, line.adjudications)) {
            look(report, adjudication.paid, true, "SVD02", edi::LoopId::L2430, number);
            look(report, adjudication.patient_liability, false, "AMT*EAF", edi::LoopId::L2430, number);
            look_at_adjustments(report, facts.claim, adjudication.adjustments, edi::LoopId::L2430, number);
        }
    }
}

} // namespace

extern Rule const payment_unreadable;
constinit Rule const payment_unreadable{
    .id = "V002",
    .name = "payment-unreadable",
    .snip = 1,
    .title = "Payment or adjustment of another payer that is not an amount of money",
    .explanation = "Payments (AMT*D, SVD02), liabilities (AMT*A8, AMT*EAF) and adjustments (CAS) of other payers are X12 decimal numbers "
                   "in dollars, without fractions "
                   "of a cent. A line payment and the amount of a stated adjustment must not be empty. With one of them unreadable the "
                   "sums of this payer "
                   "cannot be checked, and a later payer cannot coordinate.",
    .help = "Copy the amount from the remittance: dollars with a decimal point, a minus sign where the remittance has one.",
    .claim_status = {"A7:286"},
    .source = "X12 data type R; 837 2320 AMT, CAS; 2430 SVD02, CAS; claim status 286 other payer's payment information",
    .fires = {"837p-cob.edi", "AMT*D*192~", "AMT*D*1,92~"},
    .passes = {"837p-cob.edi", "AMT*D*192~", "AMT*D*192.0~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
