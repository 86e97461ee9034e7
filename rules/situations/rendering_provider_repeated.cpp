#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const* const rendering = own_provider(facts.claim, edi::LoopId::L2310B);
    edi::Party const& billing = facts.claim.billing_provider->name;
    if (!rendering || !rendering->id.present() || rendering->id.text != billing.id.text) return;
    report.add(rendering->id.place, edi::LoopId::L2310B, 0, {billing.id.place},
               [](Message& m) { m << "the rendering provider has the billing provider's NPI"; });
}

} // namespace

extern Rule const rendering_provider_repeated;
constinit Rule const rendering_provider_repeated{
    .id = "N601",
    .name = "rendering-provider-repeated",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Rendering provider that is the billing provider",
    .explanation = "Loop 2310B is for a rendering provider who is another than the billing provider (2010AA). This one has the same "
                   "NPI; the guide asks to leave the loop out then.",
    .help = "Leave 2310B out, or correct its NPI.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2310B: sent only when it differs from 2010AA",
    .fires = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~", "NM1*82*1*OKAFOR*NGOZI****XX*1300200015~"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
