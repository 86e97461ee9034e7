#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"
#include "rules/situations/say_npi.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const& billing = facts.claim.billing_provider->name;
    if (!has_wrong_npi(billing)) return;
    report.add(billing.id.place, edi::LoopId::L2010AA, 0, {}, [&](Message& m) { say_npi(m, billing); });
}

} // namespace

extern Rule const billing_npi_invalid;
constinit Rule const billing_npi_invalid{
    .id = "N701",
    .name = "billing-npi-invalid",
    .severity = Severity::warning,
    .snip = 5,
    .title = "NPI of the billing provider that cannot be right",
    .explanation = "An NPI has ten digits, and the last one is a check digit (Luhn, over 80840 and the first nine). This one does "
                   "not fit, so a digit is missing or mistyped. Test data often have invented NPIs, so this is a warning; a policy "
                   "can make it an error.",
    .help = "Look the NPI up in the NPPES registry.",
    .claim_status = {"A7:562:85"},
    .source = "CMS NPI check digit; 837 2010AA NM109; claim status 562 NPI",
    .fires = {"837p-clean.edi", "XX*1300200015~", "XX*1300200051~"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
