#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        for (std::size_t i = 1; i < std::size(line.modifiers); ++i) {
            edi::Field const& modifier = line.modifiers[i];
            if (!modifier.present()) continue;
            for (std::size_t j = 0; j < i; ++j) {
                if (line.modifiers[j].text != modifier.text) continue;
                report.add(modifier.place, edi::LoopId::L2400, number, {line.modifiers[j].place},
                           [&](Message& m) { m << "modifier " << modifier.text << " stands on the line twice"; });
                break;
            }
        }
    }
}

} // namespace

extern Rule const modifier_repeated;
constinit Rule const modifier_repeated{
    .id = "M101",
    .name = "modifier-repeated",
    .snip = 6,
    .title = "Same modifier twice on a line",
    .explanation = "A modifier says something about the line once; a second one adds nothing, and Medicare's front-end edits reject the "
                   "line. Quantity is "
                   "stated in the units, never by repeating a modifier.",
    .help = "Take the second one out; correct it if another modifier was meant.",
    .claim_status = {"A7:453"},
    .source = "CMS front-end edit X222.351.2400.SV101-3.040",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:JB*180"},
    .passes = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:JZ*180"},
    .needs = trait::several_modifiers,
    .check = check,
};

} // namespace rules
