#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::BillingProvider const& billing = *facts.claim.billing_provider;
    if (!billing.pay_to_address.present() || !same_address(billing.pay_to_address, billing.name)) return;
    report.add(billing.pay_to_address.address.place, edi::LoopId::L2010AB, 0, {billing.name.address.place},
               [](Message& m) { m << "the pay-to address is the billing provider's own"; });
}

} // namespace

extern Rule const pay_to_address_repeated;
constinit Rule const pay_to_address_repeated{
    .id = "N108",
    .name = "pay-to-address-repeated",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Pay-to address that says nothing new",
    .explanation = "The pay-to address (2010AB) is for payments that go elsewhere than to the billing provider's address. This one "
                   "repeats that address.",
    .help = "Leave 2010AB out.",
    .source = "837 2010AB: sent only when payments go to another address than 2010AA",
    .fires = {"837p-clean.edi", "REF*EI*990000101~", "REF*EI*990000101~\nNM1*87*2~\nN3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*627010410~"},
    .passes = {"837p-clean.edi", "REF*EI*990000101~", "REF*EI*990000101~\nNM1*87*2~\nN3*PO BOX 88~\nN4*SPRINGFIELD*IL*627050088~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
