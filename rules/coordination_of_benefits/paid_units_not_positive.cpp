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
            edi::Quantity const& units = adjudication.paid_units;
            if (!units.ok() || units.value.mantissa > 0) continue;
            bool const nothing_paid = adjudication.paid.ok() && adjudication.paid.cents == 0;
            if (units.value.mantissa == 0 && nothing_paid) continue; // a line that was denied
            report.add(units.field.place, edi::LoopId::L2430, number, {adjudication.paid.field.place}, [&](Message& m) {
                m << "SVD05 of ";
                say_payer(m, adjudication.payer_id);
                m << " is " << units.value << ": units that were paid are more than zero";
            });
        }
    }
}

} // namespace

extern Rule const paid_units_not_positive;
constinit Rule const paid_units_not_positive{
    .id = "C212",
    .name = "paid-units-not-positive",
    .snip = 6,
    .title = "Paid units of another payer are zero or less",
    .explanation = "SVD05 is the number of units that the prior payer paid. It is more than zero where money was paid, and never less than "
                   "zero. Zero on a line that was paid nothing is right.",
    .help = "Copy the paid units from the remittance; for a denied line send zero.",
    .claim_status = {"A7:608"},
    .source = "837 2430 SVD05; published clearinghouse edit; claim status 608",
    .fires = {"837p-cob.edi", "SVD*PMH01*126*HC:J2371:JB**20~", "SVD*PMH01*126*HC:J2371:JB**0~"},
    .passes = {"837p-cob.edi", "SVD*PMH01*126*HC:J2371:JB**20~", "SVD*PMH01*126*HC:J2371:JB**10~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
