#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        for (edi::Field const& modifier : facts.claim.lines[i].modifiers) {
            if (!modifier.present()) continue;
            for (ModifierMisuse const& misuse : facts.policy.misuses()) {
                if (misuse.modifier != modifier.text || !facts.lines[i].within(misuse.valid)) continue;
                report.at_most(misuse.severity).add(modifier.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
                    m << "modifier " << modifier.text << " on a line for " << facts.lines[i].drug->code << ": " << misuse.reason;
                });
            }
        }
    }
}

} // namespace

extern Rule const modifier_misused;
constinit Rule const modifier_misused{
    .id = "M103",
    .name = "modifier-misused",
    .snip = 6,
    .title = "Modifier that does not belong on a drug line",
    .explanation = "Modifiers for visits (25, 57), laboratory tests (91, QW), components (26, TC), sides, fingers and toes, skin "
                   "substitutes (JC, JD) or other "
                   "classes of drugs say nothing about an injected anticoagulant. Payers deny such lines. Sides and numbers are sometimes "
                   "used to state how "
                   "often or how much was given: that belongs to the units.",
    .help = "Take the modifier out, or move it to the line of the procedure that it describes.",
    .claim_status = {"A8:453", "A8:507"},
    .source = "policy: table of modifiers without meaning on drug lines; HCPCS modifier meanings",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:25*180"},
    .passes = {"837p-clean.edi", "HC:99213*145", "HC:99213:25*145"},
    .stands_on_policy = true,
    .data = show_misuses,
    .needs = trait::drug_modifiers,
    .check = check,
};

} // namespace rules
