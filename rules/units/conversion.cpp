#include "rules/units/conversion.hpp"

#include "rules/facts.hpp"

namespace rules {

namespace {

constexpr edi::Decimal one{1, 0};

/// value x factor; most factors are one.
std::optional<edi::Decimal> times(edi::Decimal value, edi::Decimal factor) {
    return factor.mantissa == 1 && factor.scale == 0 ? value : edi::multiply(value, factor);
}

/// How much of the drug's measure one gram or milligram is; nothing when it is no weight.
std::optional<edi::Decimal> per_weight(std::string_view measure, CtpUnit unit) {
    bool const grams = unit == CtpUnit::grams;
    if (measure == "MG") return edi::Decimal{grams ? 1000 : 1, 0};
    if (measure == "MCG") return edi::Decimal{grams ? 1000000 : 1000, 0};
    if (measure == "G") return grams ? edi::Decimal{1, 0} : edi::Decimal{1, 3};
    return std::nullopt;
}

/// The dose of one CTP unit.
std::optional<edi::Decimal> dose_per_ctp_unit(Drug const& drug, NdcStrength const* strength, CtpUnit unit) {
    edi::Decimal const scale = dose_scale(strength);
    switch (unit) {
        case CtpUnit::items: return strength ? times(strength->amount_per_item, scale) : std::nullopt;
        case CtpUnit::millilitres:
            if (drug.unit_measure == "ML") return scale;
            if (!strength || strength->ml_per_item.mantissa == 0) return std::nullopt;
            return strength->amount_per_item;
        case CtpUnit::units: return drug.unit_measure == "IU" ? std::optional(scale) : std::nullopt;
        case CtpUnit::grams:
        case CtpUnit::milligrams: {
            auto const weight = per_weight(drug.unit_measure, unit);
            return weight ? times(*weight, scale) : std::nullopt;
        }
        case CtpUnit::unknown: break;
    }
    return std::nullopt;
}

} // namespace

CtpUnit ctp_unit(std::string_view code) {
    if (code == "ML") return CtpUnit::millilitres;
    if (code == "UN") return CtpUnit::items;
    if (code == "F2") return CtpUnit::units;
    if (code == "GR") return CtpUnit::grams;
    return code == "ME" ? CtpUnit::milligrams : CtpUnit::unknown;
}

std::string_view ctp_code(CtpUnit unit) {
    switch (unit) {
        case CtpUnit::items: return "UN";
        case CtpUnit::millilitres: return "ML";
        case CtpUnit::units: return "F2";
        case CtpUnit::grams: return "GR";
        case CtpUnit::milligrams: return "ME";
        case CtpUnit::unknown: break;
    }
    return "";
}

edi::Decimal dose_scale(NdcStrength const* strength) {
    return strength && strength->ml_per_item.mantissa > 0 ? strength->ml_per_item : one;
}

std::optional<edi::Decimal> dose_of(Drug const& drug, NdcStrength const* strength, CtpUnit unit, edi::Decimal quantity) {
    auto const dose = dose_per_ctp_unit(drug, strength, unit);
    return dose ? edi::multiply(quantity, *dose) : std::nullopt;
}

std::optional<edi::Decimal> unit_dose(Drug const& drug, NdcStrength const* strength) {
    return times(drug.unit_amount, dose_scale(strength));
}

std::optional<std::int64_t> units_of(std::optional<edi::Decimal> dose, std::optional<edi::Decimal> per_unit) {
    return dose && per_unit ? edi::divide_round_up(*dose, *per_unit) : std::nullopt;
}

bool DoseSum::add(edi::ServiceLine const& line, NdcStrength const* known) {
    edi::DrugIdentification const& given = line.drug;
    if (line.drug_count > 1 || !line.units.ok() || line.units.value.mantissa <= 0 || !edi::is_whole(line.units.value)) return false;
    if (!given.quantity.ok() || given.quantity.value.mantissa <= 0) return false;
    CtpUnit const measure = ctp_unit(given.unit.text);
    auto const line_dose = dose_of(*drug, known, measure, given.quantity.value);
    auto const one_unit = unit_dose(*drug, known);
    auto const rounded = units_of(line_dose, one_unit);
    if (!rounded || __builtin_add_overflow(rounded_apart, *rounded, &rounded_apart)) return false;
    auto const all_units = plus(units, line.units.value), all_dose = plus(dose, *line_dose);
    auto const all_quantity = plus(quantity, given.quantity.value);
    if (!all_units || !all_dose || !all_quantity) return false;
    unit = lines == 0 || unit == measure ? measure : CtpUnit::unknown;
    strength = known;
    units = *all_units;
    quantity = *all_quantity;
    dose = *all_dose;
    per_unit = *one_unit;
    discarded = discarded || has_modifier(line, "JW");
    ++lines;
    return true;
}

std::optional<std::int64_t> DoseSum::expected() const {
    return lines == 1 ? rounded_apart : units_of(dose, per_unit);
}

bool DoseSum::agrees(std::int64_t expected) const {
    if (edi::compare(units, {expected, 0}) == 0) return true;
    if (edi::compare(units, {rounded_apart, 0}) > 0) return false;
    if (edi::compare(units, {expected, 0}) > 0) return true;
    if (!discarded || edi::compare(units, {expected - 1, 0}) != 0) return false;
    auto const exact = edi::multiply(per_unit, {expected, 0});
    return exact && edi::compare(*exact, dose) != 0;
}

std::optional<std::int64_t> whole_number(edi::Decimal value) {
    return edi::is_whole(value) ? edi::divide_round_up(value, one) : std::nullopt;
}

} // namespace rules
