#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/modifiers/repeat_reason.hpp"

namespace rules {

namespace {

bool same_dose(ClaimFacts const& facts, std::uint32_t a, std::uint32_t b) {
    auto const& lines = facts.claim.lines;
    return same_drug_and_day(facts.lines[a], facts.lines[b]) && lines[a].drug.id.text == lines[b].drug.id.text;
}

/// `group`: lines of the same drug, dates and NDC.
void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> group, Report& report) {
    auto const& lines = facts.claim.lines;
    std::uint32_t first = no_index; // the line that needs no explanation
    for (std::uint32_t const i : group) {
        if (explains_a_repeat(lines[i], facts.policy)) continue;
        if (first == no_index) {
            first = i;
            continue;
        }
        // Only a single day is known to be the same one.
        if (facts.lines[i].day != facts.lines[i].through) continue;
        report.add(lines[i].procedure.place, edi::LoopId::L2400, i + 1, {lines[first].procedure.place}, [&](Message& m) {
            m << facts.lines[i].drug->code << " on " << facts.lines[i].day << " again, as on line " << first + 1
              << ", without a modifier that tells why";
        });
    }
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t begin = 0, end = 0; begin < facts.drug_lines.size(); begin = end) {
        for (end = begin + 1; end < facts.drug_lines.size() && same_dose(facts, facts.drug_lines[begin], facts.drug_lines[end]);) ++end;
        if (end - begin > 1) look_at(facts, facts.drug_lines.subspan(begin, end - begin), report);
    }
}

} // namespace

extern Rule const same_day_without_repeat_modifier;
constinit Rule const same_day_without_repeat_modifier{
    .id = "M105",
    .name = "same-day-without-repeat-modifier",
    .snip = 6,
    .title = "Same drug twice on one day without a repeat modifier",
    .explanation =
        "Two lines for the same drug on the same day look like one line sent twice, and the second is denied as a duplicate. Several "
        "injections on "
        "one day are one line with the units of all, or lines that say why they are separate (76, 77, 59, XE, XP, XS, XU). Not meant are "
        "lines with different NDCs, discarded drug (JW), lines over several days, and a line filled up to the size of its field (units "
        "999, "
        "9999) with the rest on the next.",
    .help = "Put all units of the day on one line, or add the modifier that fits (76 repeat by the same practitioner, 77 by another).",
    .claim_status = {"A3:54"},
    .source =
        "policy: repeat modifiers; claim status 54 duplicate of a line; CMS Claims Processing Manual chapter 17 section 70 on split lines",
    .fires = {"837p-clean.edi", "HC:J2371:JB:76*180", "HC:J2371:JB*180"},
    .passes = {"837p-clean.edi", "HC:J2371:JB:76*180", "HC:J2371:JB:59*180"},
    .stands_on_policy = true,
    .data = show_repeat_modifiers,
    .needs = trait::several_drug_lines,
    .check = check,
};

} // namespace rules
