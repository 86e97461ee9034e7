#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    if (!is_ambulance_place(claim.facility_code.text) || claim.transport.known()) return;
    for (edi::ServiceLine const& line : claim.lines)
        if (line.transport.known()) return;
    report.add(claim.facility_code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "place of service " << claim.facility_code.text << " is an ambulance, and there is no CR1, at the claim or at a line";
    });
}

} // namespace

extern Rule const ambulance_information_missing;
constinit Rule const ambulance_information_missing{
    .id = "N313",
    .name = "ambulance-information-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Ambulance claim without CR1",
    .explanation =
        "The place of service is an ambulance (41 on land, 42 by air or water). CR1 says why the patient was carried and how far; it "
        "stands at the claim, or at the lines that differ. Known from practice, not from the text of the guide, so this is advice.",
    .help = "Send CR1 with the reason for the transport and the distance.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2300 and 2400 CR1: ambulance transport (general knowledge)",
    .fires = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*", "CLM*RB-1001*180***41:B:1*"},
    .passes = {"837p-clean.edi", "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~\nREF*G1*PA20261001~\nREF*D9*CW0000001001~\n",
               "CLM*RB-1001*180***41:B:1*Y*A*Y*Y~\nREF*G1*PA20261001~\nREF*D9*CW0000001001~\nCR1*LB*140**A*DH*12~\n"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
