#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (claim.lines.empty() || own_provider(claim, edi::LoopId::L2310A)) return;
    bool transport = true;
    for (edi::ServiceLine const& line : claim.lines) transport = transport && line.revenue_code.text.starts_with("054");
    if (transport) return;
    report.add(claim.place, edi::LoopId::L2300, 0, {}, [](Message& m) { m << "no attending provider is named (2310A, NM1*71)"; });
}

} // namespace

extern Rule const attending_provider_missing;
constinit Rule const attending_provider_missing{
    .id = "N605",
    .name = "attending-provider-missing",
    .snip = 4,
    .title = "Institutional claim without attending provider",
    .explanation = "Somebody has the overall responsibility for the care of the patient: loop 2310A (NM1*71). Only ambulance trips "
                   "that were not scheduled (revenue codes 054x and nothing else) have none.",
    .help = "Send the attending provider in 2310A.",
    .applies_to = AppliesTo::institutional,
    .claim_status = {"A6:125:71"},
    .source = "837I 2310A: required but for non-scheduled transportation; claim status 125 name",
    .fires = {"837i-clean.edi", "NM1*71*1*LINDQVIST*SOREN****XX*1600344182~\nPRV*AT*PXC*207R00000X~\n", ""},
    .passes = {"837i-clean.edi", "", ""},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
