#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (claim.billing_provider->name.type.text != "2" || own_provider(claim, edi::LoopId::L2310B)) return;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        ++number;
        if (!is_visit(line) || line_provider(claim, line, edi::LoopId::L2420A)) continue;
        report.add(line.procedure.place, edi::LoopId::L2400, number, {claim.billing_provider->name.type.place}, [&](Message& m) {
            m << line.procedure.text << " is a visit billed by an organisation, and no rendering provider is named";
        });
        return;
    }
}

} // namespace

extern Rule const rendering_provider_missing;
constinit Rule const rendering_provider_missing{
    .id = "N602",
    .name = "rendering-provider-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Visit billed by an organisation without rendering provider",
    .explanation = "A visit is always some person's work. The billing provider is an organisation, and neither the claim (2310B) "
                   "nor the line (2420A) says who saw the patient.",
    .help = "Send the person who saw the patient in 2310B.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2310B, 2420A: required when another than the billing provider rendered the service",
    .fires = {"837p-clean.edi", "HI*ABK:I2699*ABF:Z7401~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\nPRV*PE*PXC*207RH0000X~",
              "HI*ABK:I2699*ABF:Z7401~"},
    .passes = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~\nPRV*PE*PXC*207RH0000X~\n", ""},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
