#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// Zero is allowed where an 837I line counts no procedure: a revenue code alone, or a HIPPS code.
bool may_be_zero(edi::Claim const& claim, edi::ServiceLine const& line) {
    return !is_professional(claim) && line.procedure_qualifier.text != "HC";
}

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.units.ok() || line.units.value.mantissa > 0) continue;
        if (line.units.value.mantissa == 0 && may_be_zero(facts.claim, line)) continue;
        report.add(line.units.field.place, edi::LoopId::L2400, number, {}, [&](Message& m) {
            m << units_element(facts.claim) << " is " << line.units.value << ": a line bills at least one unit";
        });
    }
}

} // namespace

extern Rule const units_not_positive;
constinit Rule const units_not_positive{
    .id = "U102",
    .name = "units-not-positive",
    .snip = 6,
    .title = "Units of a service line zero or negative",
    .explanation =
        "A line for a procedure or a drug bills one unit or more; a dose smaller than one unit is one unit. Zero or negative units are "
        "turned back by clearinghouses and payers. On an 837I a line without a HCPCS code may count zero.",
    .help = "Send the units that were given, or leave the line out. To take a charge back, replace or void the claim (CLM05-3 7 or 8).",
    .claim_status = {"A7:476"},
    .source = "published clearinghouse edit on service unit counts; claim status 476 units of service",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*0***1~"},
    .passes = {"837i-clean.edi", "SV2*0250**682*UN*12~", "SV2*0250**682*UN*0~"},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
