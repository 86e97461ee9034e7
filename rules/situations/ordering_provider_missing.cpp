#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!line.equipment.known() || line_provider(facts.claim, line, edi::LoopId::L2420E)) continue;
        report.add(line.equipment, edi::LoopId::L2400, number, {},
                   [](Message& m) { m << "equipment (SV5) without the provider who ordered it (NM1*DK in 2420E)"; });
    }
}

} // namespace

extern Rule const ordering_provider_missing;
constinit Rule const ordering_provider_missing{
    .id = "N408",
    .name = "ordering-provider-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Equipment without its ordering provider",
    .explanation = "The line is for durable medical equipment (SV5). Suppliers of equipment act on somebody's order, and Medicare and many "
                   "other payers want that person in 2420E. The guide wants it where it is somebody else than the rendering provider, "
                   "which a claim does not show, so this is advice.",
    .help = "Send NM1*DK in 2420E of the line.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2400 SV5, 2420E (general knowledge of Medicare's rules for suppliers)",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20***1~\nSV5*HC:E0143*DA*30*50*90*4~"},
    .passes = {"837p-clean.edi",
               "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
               "SV1*HC:J2371:JB*180*UN*20***1~\nSV5*HC:E0143*DA*30*50*90*4~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069019602~"
               "\nCTP****0.2*ML~\nNM1*DK*1*OKAFOR*NGOZI****XX*1550218733~"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
