#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// Where the line was given: place of service (837P), first two digits of the type of bill (837I).
std::string_view location_of(edi::Claim const& claim, edi::ServiceLine const& line) {
    bool const own = is_professional(claim) && line.place_of_service.present();
    return own ? line.place_of_service.text : claim.facility_code.text;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        std::string_view const location = location_of(facts.claim, line);
        if (location.empty()) continue;
        for (LocationModifier const& entry : facts.policy.sections().locations.all()) {
            auto const& allowed = is_professional(facts.claim) ? entry.places : entry.bills;
            if (!has_modifier(line, entry.modifier)) continue;
            if (!facts.lines[i].within(entry.valid) || std::find(allowed.begin(), allowed.end(), location) != allowed.end()) continue;
            for (edi::Field const& modifier : line.modifiers) {
                if (modifier.text != entry.modifier) continue;
                report.at_most(entry.severity)
                    .add(modifier.place, edi::LoopId::L2400, i + 1, {facts.claim.facility_code.place}, [&](Message& m) {
                        m << "modifier " << modifier.text << " with "
                          << (is_professional(facts.claim) ? "place of service " : "type of bill ") << location
                          << (is_professional(facts.claim) ? "" : "x") << ": " << entry.reason;
                    });
            }
        }
    }
}

} // namespace

extern Rule const location_modifier_misplaced;
constinit Rule const location_modifier_misplaced{
    .id = "M107",
    .name = "location-modifier-misplaced",
    .snip = 6,
    .title = "Modifier for a place that the claim does not name",
    .explanation = "Office, outpatient department or hospital is told by the place of service (837P) or the type of bill (837I), not by "
                   "modifiers. Few "
                   "modifiers add something to it: PO and PN tell of off-campus departments of a hospital, on that hospital's outpatient "
                   "bill only. On "
                   "another claim they contradict it.",
    .help = "Correct the place of service or the type of bill, or take the modifier off.",
    .claim_status = {"A8:453", "A8:249"},
    .source = "policy: location modifiers; CMS outpatient prospective payment; the mission (modifiers that tell of the location)",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:PO*180"},
    .passes = {"837i-clean.edi", "HC:J2371:JB*270", "HC:J2371:JB:PO*270"},
    .stands_on_policy = true,
    .data = show_locations,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
