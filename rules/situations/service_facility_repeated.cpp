#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::LoopId const loop = is_professional(facts.claim) ? edi::LoopId::L2310C : edi::LoopId::L2310E;
    edi::Party const* const facility = own_provider(facts.claim, loop);
    edi::Party const& billing = facts.claim.billing_provider->name;
    if (!facility || !same_address(*facility, billing)) return;
    report.add(facility->address.place, loop, 0, {billing.address.place},
               [](Message& m) { m << "the service facility has the billing provider's address"; });
}

} // namespace

extern Rule const service_facility_repeated;
constinit Rule const service_facility_repeated{
    .id = "N603",
    .name = "service-facility-repeated",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Service facility at the billing provider's address",
    .explanation = "The service facility (837P 2310C, 837I 2310E) is for services given elsewhere than at the billing provider's "
                   "address. This one repeats that address.",
    .help = "Leave the loop out, or correct the address.",
    .source = "837P 2310C and 837I 2310E: sent only when the place differs from 2010AA",
    .fires = {"837p-clean.edi", "PRV*PE*PXC*207RH0000X~",
              "PRV*PE*PXC*207RH0000X~\nNM1*77*2*RIVERBEND ANNEX~\nN3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*627010410~"},
    .passes = {"837p-clean.edi", "PRV*PE*PXC*207RH0000X~",
               "PRV*PE*PXC*207RH0000X~\nNM1*77*2*RIVERBEND ANNEX~\nN3*412 LANTERN STREET~\nN4*SPRINGFIELD*IL*627010410~"},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
