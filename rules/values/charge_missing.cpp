#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (facts.claim.charge.reading == edi::Reading::absent)
        report.add(facts.claim.charge.field.place, edi::LoopId::L2300, 0, {},
                   [](Message& m) { m << "CLM02 is empty: the claim has no charge"; });
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.service.known() || line.charge.reading != edi::Reading::absent) continue;
        report.add(line.charge.field.place, edi::LoopId::L2400, number, {},
                   [&](Message& m) { m << charge_element(facts.claim) << " is empty: the line has no charge"; });
    }
}

} // namespace

extern Rule const charge_missing;
constinit Rule const charge_missing{
    .id = "V005",
    .name = "charge-missing",
    .snip = 2,
    .title = "Claim or line without a charge",
    .explanation = "The claim (CLM02) and each of its lines (SV102, SV203) state a charge; the guides require both. A line without a "
                   "charge of its own says 0.",
    .help = "Put the charge in, 0 if nothing is charged.",
    .claim_status = {"A6:178"},
    .source = "837 2300 CLM02, 2400 SV102/SV203: required; claim status 178 submitted charges",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180*", "CLM*RB-1001**"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN", "SV1*HC:J2371:JB*0*UN"},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
