#include "rules/data_in_force.hpp"
#include "rules/drug_groups.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/units/day_limits.hpp"

namespace rules {

namespace {

/// Of the line's service; 1 when they are not known.
std::int64_t days_of(LineFacts const& line) {
    return line.day_known ? std::int64_t{line.through.number} - line.day.number + 1 : 1;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t begin = 0, end = 0; begin < facts.drug_lines.size(); begin = end) {
        LineFacts const& first = facts.lines[facts.drug_lines[begin]];
        for (end = begin + 1; end < facts.drug_lines.size() && same_drug_and_day(first, facts.lines[facts.drug_lines[end]]);) ++end;

        edi::Decimal total{};
        std::uint32_t last = no_index;
        edi::Place earlier;
        for (std::size_t i = begin; i < end; ++i) {
            std::uint32_t const line = facts.drug_lines[i];
            edi::Quantity const& units = facts.claim.lines[line].units;
            auto const sum = units.ok() && units.value.mantissa > 0 ? plus(total, units.value) : std::nullopt;
            if (!sum) continue;
            total = *sum;
            if (last != no_index) earlier = facts.claim.lines[last].units.field.place;
            last = line;
        }
        if (last == no_index) continue;
        DayLimit const* limit = exceeded(facts, first, total, days_of(first));
        if (!limit) continue;
        auto const* const powerless = repeat_modifier_of(facts, facts.drug_lines.subspan(begin, end - begin));
        edi::Place const modifier = powerless ? powerless->place : edi::Place{};
        Report limited = report.at_most(limit->severity);
        auto* const told =
            limited.add(facts.claim.lines[last].units.field.place, edi::LoopId::L2400, last + 1, {modifier}, [&](Message& m) {
                m << total << (edi::compare(total, {1, 0}) == 0 ? " unit of " : " units of ") << first.drug->code << " ("
                  << first.drug->substance << ")";
                if (first.day_known) m << " on " << first.day;
                if (first.day_known && first.through != first.day) m << " to " << first.through;
                if (earlier.known()) m << ", all lines together";
                m << "; the limit is " << limit->units << " a day (" << limit->source << ")";
                if (powerless) m << "; modifier " << powerless->text << " does not lift it";
            });
        for (std::size_t i = begin; earlier.known() && i < end; ++i) {
            edi::Quantity const& units = facts.claim.lines[facts.drug_lines[i]].units;
            if (units.ok() && units.value.mantissa > 0) limited.also(told, {"units", units});
        }
    }
}

} // namespace

extern Rule const units_over_day_limit;
constinit Rule const units_over_day_limit{
    .id = "U104",
    .name = "units-over-day-limit",
    .snip = 6,
    .title = "More units of a drug on one day than the policy allows",
    .explanation =
        "A policy can limit the units of a drug that one patient can have on one day. The units of all lines of the claim with the same "
        "code and "
        "the same dates of service are added up, whatever their modifiers: CMS counts discarded drug (JW) too, and 59, 76 and 77 do not "
        "lift "
        "a limit per day. A line over several days may have the limit for each of them. How severe a breach is comes from the limit: "
        "passing CMS's clinical limits can be justified after the fact and is advice; a policy's own limit may be an error.",
    .help = "Check the dose against the units: one unit is the dose in the code's description, not one IU, mg or mL. If the units are "
            "right, have the "
            "medical record at hand.",
    .claim_status = {"A7:476", "A7:732"},
    .source = "policy: limits of the drug; CMS NCCI medically unlikely edits",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB:76*180*UN*20***1:2~", "SV1*HC:J2371:JB:76*180*UN*81***1:2~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB:76*180*UN*20***1:2~", "SV1*HC:J2371:JB:76*180*UN*52***1:2~"},
    .stands_on_policy = true,
    .data = show_day_limits,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
