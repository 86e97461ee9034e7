#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

bool applies(DayLimit const& limit, edi::Claim const& claim) {
    return limit.applies_to == AppliesTo::both || (limit.applies_to == AppliesTo::professional) == is_professional(claim);
}

/// The limit times the days of service of the line.
std::optional<edi::Decimal> units_allowed(DayLimit const& limit, LineFacts const& facts) {
    std::int64_t const days = facts.day_known ? std::int64_t{facts.through.number} - facts.day.number + 1 : 1;
    if (days == 1) return limit.units; // nearly always
    return edi::multiply(limit.units, {days, 0});
}

/// The most severe limit that `units` exceed, the highest of equals; null when none is exceeded.
DayLimit const* exceeded(ClaimFacts const& facts, LineFacts const& line, edi::Decimal units) {
    DayLimit const* worst = nullptr;
    for (DayLimit const& limit : line.drug->limits) {
        if (!applies(limit, facts.claim) || !line.within(limit.valid)) continue;
        auto const allowed = units_allowed(limit, line);
        if (!allowed || edi::compare(units, *allowed) <= 0) continue;
        if (!worst || limit.severity < worst->severity ||
            (limit.severity == worst->severity && edi::compare(limit.units, worst->units) > 0))
            worst = &limit;
    }
    return worst;
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
        DayLimit const* limit = exceeded(facts, first, total);
        if (!limit) continue;
        report.at_most(limit->severity)
            .add(facts.claim.lines[last].units.field.place, edi::LoopId::L2400, last + 1, {earlier}, [&](Message& m) {
                m << total << (edi::compare(total, {1, 0}) == 0 ? " unit of " : " units of ") << first.drug->code << " ("
                  << first.drug->substance << ")";
                if (first.day_known) m << " on " << first.day;
                if (first.day_known && first.through != first.day) m << " to " << first.through;
                if (earlier.known()) m << ", all lines together";
                m << "; the limit is " << limit->units << " a day (" << limit->source << ")";
            });
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
