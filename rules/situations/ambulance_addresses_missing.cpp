#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_ambulance_place(claim.facility_code.text)) return;
    bool const from = own_provider(claim, edi::LoopId::L2310E) || any_line_provider(claim, edi::LoopId::L2420G);
    bool const to = own_provider(claim, edi::LoopId::L2310F) || any_line_provider(claim, edi::LoopId::L2420H);
    if (from && to) return;
    report.add(claim.facility_code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "place of service " << claim.facility_code.text << " is an ambulance, and there is no "
          << (from ? "drop-off (NM1*45)"
              : to ? "pick-up (NM1*PW)"
                   : "pick-up (NM1*PW) and drop-off (NM1*45)");
    });
}

} // namespace

extern Rule const ambulance_addresses_missing;
constinit Rule const ambulance_addresses_missing{
    .id = "N311",
    .name = "ambulance-addresses-missing",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Ambulance claim without pick-up or drop-off",
    .explanation = "The place of service is an ambulance (41 on land, 42 by air or water). Where the patient was picked up and "
                   "brought to stands in loops 2310E and 2310F, or for a line in 2420G and 2420H. The payer pays by the distance "
                   "between them.",
    .help = "Send NM1*PW and NM1*45 with their addresses.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:266"},
    .source = "837P 2310E and 2310F, 2420G and 2420H: required for ambulance transport; claim status 266 origin and "
              "destination",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***41:B:1*"},
    .passes = {"837p-clean.edi",
               "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~\nREF*G1*PA20261001~\nREF*D9*CW0000001001~\nHI*ABK:I82401*ABF:Z7901~\nNM1*82*1*OKAFOR*"
               "NGOZI****XX*1550218733~\nPRV*PE*PXC*207RH0000X~",
               "CLM*RB-1001*180***41:B:1*Y*A*Y*Y~\nHI*ABK:I82401~\nNM1*PW*2~\nN3*1 ELM ROAD~\nN4*SPRINGFIELD*IL*62701~\nNM1*45*2~\nN3*9 "
               "OAK ROAD~\nN4*SPRINGFIELD*IL*62702~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
