#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/drug_groups.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> lines, Report& report) {
    if (!facts.lines[lines.front()].day_known) return;
    if (!std::all_of(lines.begin(), lines.end(), [&](std::uint32_t i) { return is_discarded(facts, i); })) return;
    std::uint32_t const first = lines.front();
    auto const modifier = facts.policy.sections().discards.discarded();
    report.add(place_of_modifier(facts.claim.lines[first], modifier), edi::LoopId::L2400, first + 1, {}, [&](Message& m) {
        m << facts.lines[first].drug->code << " on " << facts.lines[first].day << " was discarded (" << modifier
          << "), and no line of the claim says that any was given";
    });
}

void check(ClaimFacts const& facts, Report& report) {
    each_drug_and_day(facts, [&](std::span<std::uint32_t const> lines) { look_at(facts, lines, report); });
}

} // namespace

extern Rule const discarded_without_given;
constinit Rule const discarded_without_given{
    .id = "M202",
    .name = "discarded-without-given",
    .severity = Severity::warning,
    .snip = 6,
    .title = "Drug discarded on a day on which none was given",
    .explanation =
        "A line with JW is for the rest of a container of which a patient had the other part. It stands on the claim beside the line "
        "for what was given, with the same code and day. Drug that nobody was given is not paid at all.",
    .help = "Add the line for the dose that was given, or take JW off if this is that line.",
    .claim_status = {"A8:453", "A8:507"},
    .source = "policy: discarded drug; CMS JW policy: the discarded amount is a line beside that of the given dose",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB:JW*180*UN*20***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB:76*180*UN*20***1:2~", "SV1*HC:J2371:JB:JW*180*UN*20***1:2~"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
