#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// The first modifier behind an empty place; null: there is none.
edi::Field const* behind_gap(edi::ServiceLine const& line) {
    bool gap = false;
    for (edi::Field const& modifier : line.modifiers) {
        if (gap && modifier.present()) return &modifier;
        gap = gap || !modifier.present();
    }
    return nullptr;
}

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        edi::Field const* const modifier = behind_gap(line);
        if (!modifier) continue;
        report.add(modifier->place, edi::LoopId::L2400, number, {},
                   [&](Message& m) { m << "modifier " << modifier->text << " stands behind an empty place for one"; });
    }
}

} // namespace

extern Rule const modifier_gap;
constinit Rule const modifier_gap{
    .id = "M106",
    .name = "modifier-gap",
    .severity = Severity::advice,
    .snip = 7,
    .title = "Modifier behind an empty place",
    .explanation =
        "A line has room for four modifiers, filled from the first. Where a place before one is empty, some payers read the modifiers "
        "up to the gap only.",
    .help = "Move the modifiers to the front.",
    .source = "837 2400 SV101-3 to SV101-6, SV202-3 to SV202-6 (general knowledge: how payers read them)",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371::JB*180"},
    .passes = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JB:76*180"},
    .needs = trait::several_modifiers,
    .check = check,
};

} // namespace rules
