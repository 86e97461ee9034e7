#include <algorithm>
#include <array>

#include "rules/data_in_force.hpp"
#include "rules/drug_groups.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/units/cause.hpp"
#include "rules/units/conversion.hpp"
#include "rules/units/dose_group.hpp"
#include "rules/units/stake.hpp"

namespace rules {

namespace {

void say_quantity(DoseSum const& sum, Message& m) {
    if (sum.unit == CtpUnit::unknown)
        m << "the quantities";
    else
        m << "CTP04 " << sum.quantity << ' ' << ctp_code(sum.unit);
    if (sum.strength) m << " of NDC " << sum.strength->ndc;
}

void say_causes(DoseSum const& sum, std::int64_t expected, Policy const& policy, Message& m) {
    auto const causes = likely_causes(sum, expected, policy);
    if (causes[0].mistake == UnitMistake::none) return;
    m << "; likely cause: ";
    say(m, causes[0], sum);
    if (causes[1].mistake == UnitMistake::none) return;
    m << "; or ";
    say(m, causes[1], sum);
}

/// What Medicare pays for the difference, if the code means the drug that Medicare prices.
void say_limit(CodeTables const& tables, DoseSum const& sum, edi::Decimal beyond, Message& m) {
    auto const price = sum.drug->redefines ? std::nullopt : tables.price(sum.drug->code);
    auto const value = price ? value_of(beyond, *price) : std::nullopt;
    if (!value || *value == 0) return;
    m << ", ";
    m.money(*value < 0 ? -*value : *value) << " at CMS's limit of " << *price << " a unit";
}

/// What the difference is worth.
void say_stake(CodeTables const& tables, DoseGroup const& group, std::int64_t expected, Message& m) {
    auto const beyond = excess(group.sum.units, expected);
    auto const share = share_of_charge(group.charges.total, group.sum.units, expected);
    if (!group.charges.reliable || !beyond || !share || *share == 0) return;
    if (beyond->mantissa > 0) {
        m << "; ";
        m.money(*share) << " of the charge of ";
        m.money(group.charges.total) << " is for " << *beyond << " too many";
        say_limit(tables, group.sum, *beyond, m);
    } else {
        m << "; " << edi::Decimal{-beyond->mantissa, beyond->scale} << " too few are ";
        m.money(-*share) << " at the line's price";
        say_limit(tables, group.sum, *beyond, m);
    }
}

/// How sure the figures of the NDC are: the crosswalk has rows that contradict themselves, and sizes that may be no millilitres.
Severity most_severe(DoseSum const& sum) {
    if (!sum.strength || (sum.strength->trusted && !sum.strength->volume_guessed)) return Severity::error;
    if (!sum.strength->trusted) return Severity::advice;
    bool const by_volume = sum.unit == CtpUnit::millilitres || sum.unit == CtpUnit::unknown;
    return by_volume ? Severity::warning : Severity::error;
}

void say_unit(Drug const& drug, Message& m) {
    if (!drug.unit_measure.empty()) m << drug.unit_amount << ' ' << drug.unit_measure << " (";
    m << drug.code << ", " << drug.substance;
    if (!drug.unit_measure.empty()) m << ')';
}

void judge(ClaimFacts const& facts, DoseGroup const& group, Report& report) {
    DoseSum const& sum = group.sum;
    auto const expected = group.expected();
    if (!expected || sum.agrees(*expected)) return;
    auto const& lines = facts.claim.lines;
    std::uint32_t const first = group.lines.front(), last = group.lines.back();
    edi::Place const quantity = lines[last].drug.quantity.field.place;
    edi::Place const other = sum.lines > 1 ? lines[first].units.field.place : edi::Place{};
    auto const say_all = [&](Message& m) {
        m << units_element(facts.claim) << " is " << sum.units;
        if (other.known()) m << " on all lines of the same NDC and day together";
        m << ", but ";
        say_quantity(sum, m);
        m << (sum.unit == CtpUnit::unknown ? " make " : " makes ") << *expected << (*expected == 1 ? " unit of " : " units of ");
        say_unit(*sum.drug, m);
        say_causes(sum, *expected, facts.policy, m);
        say_stake(facts.tables, group, *expected, m);
    };
    Report limited = report.at_most(most_severe(sum));
    if (sum.lines == 1) {
        limited.add(lines[last].units.field.place, edi::LoopId::L2400, last + 1, {quantity}, say_all);
        return;
    }
    auto* const told = limited.add(lines[last].units.field.place, edi::LoopId::L2400, last + 1, {}, say_all);
    for (std::uint32_t const i : group.lines) {
        limited.also(told, {"units", lines[i].units});
        limited.also(told, {"quantity", lines[i].drug.quantity});
    }
}

void check(ClaimFacts const& facts, Report& report) {
    each_ndc_and_day(facts, facts.dosed_lines, [&](std::span<std::uint32_t const> lines) { judge(facts, add_up(facts, lines), report); });
}

} // namespace

extern Rule const units_disagree_with_ndc;
constinit Rule const units_disagree_with_ndc{
    .id = "U105",
    .name = "units-disagree-with-ndc",
    .snip = 6,
    .title = "Units disagree with the NDC quantity",
    .explanation =
        "A drug line counts the same dose twice: in units of the procedure code and, in CTP04, in millilitres, items, weight or IU of the "
        "NDC. The policy knows what one unit of the code and one item of the NDC hold, so both must give the same number, a rest rounded "
        "up. The same "
        "millilitres mean different units for different NDCs, so the code alone cannot tell. Lines of the same code, NDC and day are added "
        "up, discarded "
        "drug (JW) included: there a unit that rounding already covers may be left out. Lines whose NDC nobody knows are "
        "judged by CTP05 F2, GR or ME only. What CMS's crosswalk alone knows of an NDC rejects the claim only if its figures agree "
        "with each other and belong to one code; millilitres are then a warning, because the crosswalk does not say what it measures. "
        "CTP05 UN counts single syringes, vials or kits, not cartons. The "
        "message names the mistake that explains the numbers, if a known one does, and the part of the charge that is at stake.",
    .help = "Compare the dose in the record with both numbers and correct the wrong one: units = dose / dose of one unit, rounded up.",
    .claim_status = {"A8:476", "A8:218"},
    .source = "policy and code tables: strengths of the NDC (CMS ASP NDC-HCPCS crosswalk), prices (CMS ASP limits); 837 2400 SV104/SV205, "
              "2410 LIN03, CTP04, CTP05",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*5000***1~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****1*UN~"},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
