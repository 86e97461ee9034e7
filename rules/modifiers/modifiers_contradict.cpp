#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

edi::Place place_of(edi::ServiceLine const& line, std::string_view modifier) {
    for (edi::Field const& m : line.modifiers)
        if (m.text == modifier) return m.place;
    return {};
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (!line.modifiers[1].present() && !line.modifiers[2].present() && !line.modifiers[3].present()) continue;
        for (ModifierConflict const& conflict : facts.policy.conflicts()) {
            if (!has_modifier(line, conflict.first) || !has_modifier(line, conflict.second) || !facts.lines[i].within(conflict.valid))
                continue;
            report.at_most(conflict.severity)
                .add(place_of(line, conflict.second), edi::LoopId::L2400, i + 1, {place_of(line, conflict.first)}, [&](Message& m) {
                    m << "modifiers " << conflict.first << " and " << conflict.second << " contradict each other: " << conflict.reason;
                });
        }
    }
}

} // namespace

extern Rule const modifiers_contradict;
constinit Rule const modifiers_contradict{
    .id = "M102",
    .name = "modifiers-contradict",
    .snip = 6,
    .title = "Modifiers that contradict each other on a drug line",
    .explanation = "Some pairs of modifiers cannot both be true: drug was discarded (JW) and none was (JZ), given into a vein (JA) and "
                   "under the skin (JB), "
                   "a repeat by the same practitioner (76) and by another (77). The pairs, the dates for which they hold and their "
                   "severity stand in the policy.",
    .help = "Keep the modifier that tells what happened and take the other out.",
    .claim_status = {"A8:453"},
    .source = "policy: table of contradicting modifiers; HCPCS modifier meanings",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JA:JB*180"},
    .passes = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:JZ*180"},
    .stands_on_policy = true,
    .data = show_conflicts,
    .needs = trait::drug_lines | trait::several_modifiers,
    .check = check,
};

} // namespace rules
