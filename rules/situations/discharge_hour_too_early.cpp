#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& frequency = facts.claim.frequency;
    edi::Date const* const discharge = own_date(facts.claim, "096");
    if (!discharge || !is_one_of(frequency.text, {"2", "3"})) return;
    report.add(discharge->value.place, edi::LoopId::L2300, 0, {frequency.place},
               [&](Message& m) { m << "there is a discharge hour, but the stay goes on: frequency (CLM05-3) " << frequency.text; });
}

} // namespace

extern Rule const discharge_hour_too_early;
constinit Rule const discharge_hour_too_early{
    .id = "N206",
    .name = "discharge-hour-too-early",
    .snip = 4,
    .title = "Discharge hour on a claim of a stay that goes on",
    .explanation = "The frequency (CLM05-3) is 2 or 3: the first or a middle claim of a stay that goes on. A discharge hour "
                   "(DTP*096) contradicts it.",
    .help = "Take DTP*096 out, or set the frequency to 4 if this is the last claim of the stay.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A8:190", "A8:535"},
    .source = "837I 2300 DTP*096, CLM05-3; published clearinghouse edit; claim status 190 discharge, 535 frequency",
    .fires = {"837i-clean.edi", "CLM*AG-2002*6180.5***11:A:1*", "CLM*AG-2002*6180.5***11:A:2*"},
    .passes = {"837i-clean.edi", "CLM*AG-2002*6180.5***11:A:1*", "CLM*AG-2002*6180.5***11:A:4*"},
    .needs = trait::stay,
    .check = check,
};

} // namespace rules
