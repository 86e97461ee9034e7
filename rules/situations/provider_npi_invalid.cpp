#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"
#include "rules/situations/say_npi.hpp"

namespace rules {

namespace {

void look(Report& report, edi::Claim const& claim, edi::Range range, std::uint32_t line) {
    for (edi::Party const& provider : edi::Claim::part(claim.providers, range))
        if (has_wrong_npi(provider)) report.add(provider.id.place, provider.loop, line, {}, [&](Message& m) { say_npi(m, provider); });
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    look(report, claim, claim.own_providers, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) look(report, claim, line.providers, ++number);
}

} // namespace

extern Rule const provider_npi_invalid;
constinit Rule const provider_npi_invalid{
    .id = "N702",
    .name = "provider-npi-invalid",
    .severity = Severity::warning,
    .snip = 5,
    .title = "NPI of a provider that cannot be right",
    .explanation = "An NPI has ten digits, and the last one is a check digit (Luhn, over 80840 and the first nine). That of a "
                   "provider of the claim (2310) or of a line (2420) does not fit, so a digit is missing or mistyped. Test data "
                   "often have invented NPIs, so this is a warning; a policy can make it an error.",
    .help = "Look the NPI up in the NPPES registry.",
    .claim_status = {"A7:562:1P"},
    .source = "CMS NPI check digit; 837 2310 and 2420 NM109; claim status 562 NPI",
    .fires = {"837p-clean.edi", "XX*1550218733~", "XX*155021873~"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
