#include "rules/data_in_force.hpp"
#include "rules/drug_groups.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"
#include "rules/units/day_limits.hpp"

namespace rules {

namespace {

constexpr unsigned per_line = 1;

void say_limit(ClaimFacts const& facts, UnitLimitRow const& limit, Message& m) {
    m << "CMS's limit is " << limit.units << (limit.indicator == per_line ? " a line" : " a day") << " (medically unlikely edits "
      << facts.tables.unit_limits().info.version << ", indicator " << static_cast<unsigned>(limit.indicator) << ", "
      << facts.tables.unit_limits().text(limit.rationale) << ')';
}

/// `lines`: one line, or all lines of the code and days.
void look_at(ClaimFacts const& facts, std::span<std::uint32_t const> lines, Report& report) {
    LineFacts const& first = facts.lines[lines.front()];
    UnitLimitRow const& limit = *first.unit_limit;
    edi::Decimal total{};
    for (std::uint32_t const i : lines) {
        edi::Quantity const& units = facts.claim.lines[i].units;
        auto const sum = units.ok() && units.value.mantissa > 0 ? plus(total, units.value) : total;
        if (!sum) return;
        total = *sum;
    }
    // A line over several days is divided by them.
    std::int64_t const days = first.day_known ? std::int64_t{first.through.number} - first.day.number + 1 : 1;
    auto const allowed = edi::multiply({limit.units, 0}, {days, 0});
    if (!allowed || edi::compare(total, *allowed) <= 0) return;
    std::uint32_t const last = lines.back();
    auto const* const powerless = limit.indicator == per_line ? nullptr : repeat_modifier_of(facts, lines);
    edi::Place const modifier = powerless ? powerless->place : edi::Place{};
    Severity const severity = *facts.policy.sections().unit_limits.severity(limit.indicator);
    Report limited = report.at_most(severity);
    auto* const told = limited.add(facts.claim.lines[last].units.field.place, edi::LoopId::L2400, last + 1, {modifier}, [&](Message& m) {
        m << total << " units of " << facts.claim.lines[last].procedure.text;
        if (first.day_known) m << " on " << first.day;
        if (first.day_known && first.through != first.day) m << " to " << first.through;
        if (lines.size() > 1) m << ", all lines together";
        m << "; ";
        say_limit(facts, limit, m);
        if (powerless) m << "; modifier " << powerless->text << " does not lift it";
    });
    if (lines.size() == 1) return;
    for (std::uint32_t const i : lines) {
        edi::Quantity const& units = facts.claim.lines[i].units;
        if (units.ok() && units.value.mantissa > 0) limited.also(told, {"units", units});
    }
}

bool same_code_and_day(ClaimFacts const& facts, std::uint32_t a, std::uint32_t b) {
    LineFacts const &one = facts.lines[a], &other = facts.lines[b];
    return facts.claim.lines[a].procedure.text == facts.claim.lines[b].procedure.text && one.day_known && other.day_known &&
           one.day == other.day && one.through == other.through;
}

void check(ClaimFacts const& facts, Report& report) {
    each_run(
        facts.limited_lines, [&](std::uint32_t a, std::uint32_t b) { return same_code_and_day(facts, a, b); },
        [&](std::span<std::uint32_t const> lines) {
            LineFacts const& first = facts.lines[lines.front()];
            if (!counts(facts, first) || !facts.policy.sections().unit_limits.severity(first.unit_limit->indicator)) return;
            if (first.unit_limit->indicator != per_line) return look_at(facts, lines, report);
            for (std::size_t i = 0; i < lines.size(); ++i) look_at(facts, lines.subspan(i, 1), report);
        });
}

} // namespace

extern Rule const units_over_table_limit;
constinit Rule const units_over_table_limit{
    .id = "U110",
    .name = "units-over-table-limit",
    .severity = Severity::warning,
    .snip = 7,
    .title = "More units than CMS's medically unlikely edits allow",
    .explanation =
        "CMS publishes for many codes how many units one patient can have: per line (indicator 1), per day by policy (2, no appeal), or "
        "per "
        "day by clinical sense (3, can be justified). For 2 and 3 all lines of the claim with the code and the same dates are added up, "
        "whatever their modifiers: 59, 76, 77 and the X modifiers help under indicator 1 only. Medicare denies what is above; that is no "
        "fault "
        "of the claim, so it is a warning (2) or advice (1, 3), as the policy says. Codes with limits in the policy are judged by those "
        "(U104); "
        "limits of zero, and days of service before the table, are passed over.",
    .help = "Check the units against the dose in the code's description and the record.",
    .claim_status = {"A7:476", "A7:732"},
    .source = "code tables: CMS NCCI medically unlikely edits (practitioners, outpatient hospitals); policy: severities by indicator",
    .fires = {"837p-clean.edi", "SV1*HC:99213*145*UN*1***1:2~", "SV1*HC:A4563*145*UN*2***1:2~"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*UN*1***1:2~", "SV1*HC:A4563*145*UN*1***1:2~"},
    .stands_on_policy = true,
    .data = show_unit_limits,
    .needs = trait::doubtful_limits,
    .check = check,
};

} // namespace rules
