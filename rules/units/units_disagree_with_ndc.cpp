#include <algorithm>
#include <array>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

constexpr edi::Decimal one{1, 0};

/// The entry for `ndc` on the line's date; null when the policy has none.
NdcStrength const* strength_of(LineFacts const& facts, std::string_view ndc) {
    std::uint64_t const number = ndc_number(ndc);
    auto const& all = facts.drug->ndcs;
    auto found =
        std::lower_bound(all.begin(), all.end(), number, [](NdcStrength const& entry, std::uint64_t n) { return entry.number < n; });
    for (; found != all.end() && found->number == number; ++found)
        if (facts.within(found->valid)) return &*found;
    return nullptr;
}

/// What the doses are divided by: keeps 0.72 mL of 18,000 IU in 0.72 mL exact without fractions.
edi::Decimal divisor_of(NdcStrength const* strength) {
    return strength && strength->ml_per_item.mantissa > 0 ? strength->ml_per_item : one;
}

/// value x factor as edi::multiply has it; most divisors are one.
std::optional<edi::Decimal> times(edi::Decimal value, edi::Decimal factor) {
    return factor.mantissa == 1 && factor.scale == 0 ? value : edi::multiply(value, factor);
}

/// How many of the drug's measure (IU, MG, ...) one CTP unit is, times the divisor; nothing when the policy cannot tell.
std::optional<edi::Decimal> dose_per_ctp_unit(Drug const& drug, NdcStrength const* strength, std::string_view ctp_unit) {
    edi::Decimal const divisor = divisor_of(strength);
    if (ctp_unit == "UN") return strength ? times(strength->amount_per_item, divisor) : std::nullopt;
    if (ctp_unit == "ML") {
        if (drug.unit_measure == "ML") return divisor;
        if (!strength || strength->ml_per_item.mantissa == 0) return std::nullopt;
        return strength->amount_per_item;
    }
    if (ctp_unit == "F2") return drug.unit_measure == "IU" ? std::optional(divisor) : std::nullopt;
    if (ctp_unit != "GR" && ctp_unit != "ME") return std::nullopt;
    std::int64_t factor = ctp_unit == "GR" ? 1000 : 1; // to milligrams
    if (drug.unit_measure == "MCG") {
        factor *= 1000;
    } else if (drug.unit_measure != "MG") {
        return std::nullopt;
    }
    return edi::multiply(divisor, {factor, 0});
}

/// Lines of the same drug, NDC and dates, added up.
struct Sum {
    Drug const* drug = nullptr;
    NdcStrength const* strength = nullptr;
    std::string_view ctp_unit;
    edi::Decimal units{}, quantity{}, dose{}; ///< dose: in the drug's measure, times the divisor
    edi::Decimal per_unit{};                  ///< dose of one billing unit, times the divisor
    std::int64_t least = 0, most = 0;         ///< the units that agree
    bool judged = true;                       ///< false: a value is missing or the policy cannot convert it
};

/// `dose` in billing units, rounded up.
std::optional<std::int64_t> units_of(std::optional<edi::Decimal> dose, edi::Decimal per_unit) {
    return dose ? edi::divide_round_up(*dose, per_unit) : std::nullopt;
}

bool same_unit(std::string_view& unit, std::string_view of_line) {
    if (unit.empty()) unit = of_line;
    return unit == of_line;
}

/// Adds one line; false when it cannot be judged.
bool add_line(Sum& sum, LineFacts const& facts, edi::ServiceLine const& line) {
    edi::DrugIdentification const& drug = line.drug;
    if (line.drug_count > 1 || !line.units.ok() || line.units.value.mantissa <= 0 || !edi::is_whole(line.units.value)) return false;
    if (!drug.quantity.ok() || drug.quantity.value.mantissa <= 0 || !same_unit(sum.ctp_unit, drug.unit.text)) return false;
    sum.strength = drug.id_qualifier.text == "N4" ? strength_of(facts, drug.id.text) : nullptr;
    auto const per_ctp_unit = dose_per_ctp_unit(*sum.drug, sum.strength, sum.ctp_unit);
    auto const per_unit = sum.strength ? sum.strength->unit_dose : std::optional(sum.drug->unit_amount);
    if (!per_ctp_unit || !per_unit) return false;
    auto const dose = edi::multiply(drug.quantity.value, *per_ctp_unit);
    auto const units = plus(sum.units, line.units.value), quantity = plus(sum.quantity, drug.quantity.value);
    auto const doses = dose ? plus(sum.dose, *dose) : std::nullopt;
    auto const rounded = units_of(dose, *per_unit);
    if (!units || !quantity || !doses || !rounded || __builtin_add_overflow(sum.most, *rounded, &sum.most)) return false;
    sum.units = *units;
    sum.quantity = *quantity;
    sum.dose = *doses;
    sum.per_unit = *per_unit;
    return true;
}

bool equals(edi::Decimal value, std::optional<std::int64_t> whole) {
    return whole && edi::compare(value, {*whole, 0}) == 0;
}
bool equals(std::optional<edi::Decimal> a, std::optional<edi::Decimal> b) {
    return a && b && edi::compare(*a, *b) == 0;
}

// -- the likely cause: each returns true after saying it -----------------------------------------------------------------------------

bool dose_as_units(Sum const& sum, Message& m) {
    if (!equals(edi::multiply(sum.units, divisor_of(sum.strength)), sum.dose)) return false;
    m << "the dose in " << sum.drug->unit_measure << " was entered as units";
    return true;
}

bool items_or_millilitres_as_units(Sum const& sum, Message& m) {
    if (edi::compare(sum.units, sum.quantity) == 0) {
        m << (sum.ctp_unit == "UN" ? "syringes or vials were counted, not units" : "the drug quantity was entered as units");
        return true;
    }
    if (sum.ctp_unit != "ML" || !sum.strength || !equals(edi::multiply(sum.units, sum.strength->ml_per_item), sum.quantity)) return false;
    m << "syringes or vials were counted, not units";
    return true;
}

bool whole_item_as_units(Sum const& sum, Message& m) {
    if (!sum.strength || sum.ctp_unit != "ML") return false;
    auto const item = units_of(edi::multiply(sum.strength->amount_per_item, divisor_of(sum.strength)), sum.per_unit);
    if (!equals(sum.units, item)) return false;
    m << "the whole container of " << sum.strength->amount_per_item << ' ' << sum.drug->unit_measure << " was billed";
    return true;
}

bool package_as_units(Sum const& sum, Message& m) {
    if (!sum.strength || sum.strength->items_per_package < 2) return false;
    if (!equals(sum.units, units_of(edi::multiply(sum.dose, {sum.strength->items_per_package, 0}), sum.per_unit))) return false;
    m << "the units fit a whole package of " << sum.strength->items_per_package;
    if (sum.ctp_unit == "UN") m << ": either the package was billed, or CTP04 counts packages instead of items";
    return true;
}

bool swapped_with_quantity(Sum const& sum, LineFacts const& facts, Message& m) {
    auto const per_ctp_unit = dose_per_ctp_unit(*facts.drug, sum.strength, sum.ctp_unit);
    if (!per_ctp_unit || !equals(sum.quantity, units_of(edi::multiply(sum.units, *per_ctp_unit), sum.per_unit))) return false;
    m << "units and CTP04 were exchanged";
    return true;
}

bool unit_of_another_code(Sum const& sum, Policy const& policy, Message& m) {
    for (Drug const& other : policy.drugs()) {
        if (other.code == sum.drug->code || other.substance != sum.drug->substance || other.unit_measure != sum.drug->unit_measure)
            continue;
        auto const per_unit = edi::multiply(other.unit_amount, divisor_of(sum.strength));
        if (!per_unit || edi::compare(*per_unit, sum.per_unit) == 0 || !equals(sum.units, units_of(sum.dose, *per_unit))) continue;
        m << "counted as if one unit were " << other.unit_amount << ' ' << other.unit_measure << ", as in " << other.code;
        return true;
    }
    return false;
}

bool decimal_shift(Sum const& sum, Message& m) {
    for (std::int64_t const factor : {10, 100, 1000}) {
        if (equals(sum.units, units_of(edi::multiply(sum.dose, {factor, 0}), sum.per_unit))) {
            m << factor << " times too many: a shifted decimal point, or a unit taken " << factor << " times too small";
            return true;
        }
        auto const smaller = edi::multiply(sum.per_unit, {factor, 0});
        if (smaller && equals(sum.units, units_of(sum.dose, *smaller))) {
            m << factor << " times too few: a shifted decimal point, or a unit taken " << factor << " times too large";
            return true;
        }
    }
    return false;
}

bool another_strength(Sum const& sum, Message& m) {
    if (sum.ctp_unit != "ML" || !sum.strength) return false;
    for (NdcStrength const& other : sum.drug->ndcs) {
        if (&other == sum.strength || other.ml_per_item.mantissa == 0) continue;
        auto const dose = edi::multiply(sum.quantity, other.amount_per_item);
        auto const per_unit = edi::multiply(sum.drug->unit_amount, other.ml_per_item);
        if (!per_unit || !equals(sum.units, units_of(dose, *per_unit))) continue;
        m << "the units fit " << other.amount_per_item << ' ' << sum.drug->unit_measure << " in " << other.ml_per_item << " mL (NDC "
          << other.ndc << "): the strength of another product";
        return true;
    }
    return false;
}

void say_cause(Sum const& sum, ClaimFacts const& facts, LineFacts const& line, Message& m) {
    std::string words;
    Message cause(words);
    if (dose_as_units(sum, cause) || items_or_millilitres_as_units(sum, cause) || unit_of_another_code(sum, facts.policy, cause) ||
        package_as_units(sum, cause) || whole_item_as_units(sum, cause) || decimal_shift(sum, cause) || another_strength(sum, cause) ||
        swapped_with_quantity(sum, line, cause))
        m << "; likely cause: " << words;
}

/// The dose of all lines together in billing units, rounded up once. A line alone was rounded already.
std::optional<std::int64_t> units_of_all(Sum const& sum, std::size_t line_count) {
    return line_count == 1 ? sum.most : units_of(sum.dose, sum.per_unit);
}

/// Each line may be rounded up by itself, so there is more than one right answer.
bool agrees(Sum const& sum) {
    int const order = edi::compare(sum.units, {sum.least, 0});
    return order == 0 || (order > 0 && edi::compare(sum.units, {sum.most, 0}) <= 0);
}

/// Whether the dose is a whole number of units.
bool is_exact(Sum const& sum, std::int64_t units) {
    return equals(edi::multiply(sum.per_unit, {units, 0}), sum.dose);
}

bool any_discarded(edi::Claim const& claim, std::span<std::uint32_t const> lines) {
    return std::any_of(lines.begin(), lines.end(), [&](std::uint32_t line) { return has_modifier(claim.lines[line], "JW"); });
}

void check(ClaimFacts const& facts, Report& report) {
    auto const& lines = facts.claim.lines;
    for (std::size_t begin = 0, end = 0; begin < facts.drug_lines.size(); begin = end) {
        std::uint32_t const first = facts.drug_lines[begin];
        Sum sum;
        sum.drug = facts.lines[first].drug;
        for (end = begin; end < facts.drug_lines.size(); ++end) {
            std::uint32_t const i = facts.drug_lines[end];
            if (end > begin &&
                (!same_drug_and_day(facts.lines[first], facts.lines[i]) || lines[first].drug.id.text != lines[i].drug.id.text))
                break;
            sum.judged = sum.judged && lines[i].drug.present() && add_line(sum, facts.lines[i], lines[i]);
        }
        auto const expected = sum.judged ? units_of_all(sum, end - begin) : std::nullopt;
        if (!expected) continue;
        sum.least = *expected;
        if (agrees(sum)) continue;
        // What was discarded together with a rounded dose need not be billed.
        if (any_discarded(facts.claim, facts.drug_lines.subspan(begin, end - begin)) && !is_exact(sum, *expected)) --sum.least;
        if (agrees(sum)) continue;

        std::uint32_t const last = facts.drug_lines[end - 1];
        edi::Place const other = end - begin > 1 ? lines[first].units.field.place : edi::Place{};
        report.add(lines[last].units.field.place, edi::LoopId::L2400, last + 1, {lines[last].drug.quantity.field.place, other},
                   [&](Message& m) {
                       m << units_element(facts.claim) << " is " << sum.units;
                       if (other.known()) m << " on all lines of the same NDC and day together";
                       m << ", but CTP04 " << sum.quantity << ' ' << sum.ctp_unit;
                       if (sum.strength) m << " of NDC " << sum.strength->ndc;
                       m << " makes " << *expected << (*expected == 1 ? " unit of " : " units of ") << sum.drug->unit_amount << ' '
                         << sum.drug->unit_measure << " (" << sum.drug->code << ", " << sum.drug->substance << ")";
                       say_cause(sum, facts, facts.lines[last], m);
                   });
    }
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
        "drug (JW) included: there a unit that rounding already covers may be left out. Lines whose NDC the policy does not know are "
        "judged by CTP05 F2, "
        "GR or ME only. CTP05 UN counts single syringes, vials or kits, not cartons.",
    .help = "Compare the dose in the record with both numbers and correct the wrong one: units = dose / dose of one unit, rounded up.",
    .claim_status = {"A8:476", "A8:218"},
    .source = "policy: strengths of the NDC (CMS ASP NDC-HCPCS crosswalk); 837 2400 SV104/SV205, 2410 LIN03, CTP04, CTP05",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*5000***1~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****1*UN~"},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
