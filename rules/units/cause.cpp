#include "rules/units/cause.hpp"

#include <optional>

namespace rules {

namespace {

bool equals(edi::Decimal value, std::optional<std::int64_t> whole) {
    return whole && edi::compare(value, {*whole, 0}) == 0;
}
bool equals(std::optional<edi::Decimal> a, std::optional<edi::Decimal> b) {
    return a && b && edi::compare(*a, *b) == 0;
}

/// At least one unit: anything below is rounded up to one, which is no evidence.
bool reaches(std::optional<edi::Decimal> dose, std::optional<edi::Decimal> per_unit) {
    return dose && per_unit && edi::compare(*dose, *per_unit) >= 0;
}

UnitCause cause(UnitMistake mistake) {
    UnitCause found;
    found.mistake = mistake;
    return found;
}

/// Collects what fits, the first two of it.
class Causes {
public:
    void add(UnitCause const& found) {
        if (found.mistake != UnitMistake::none && count_ < list_.size()) list_[count_++] = found;
    }
    bool any() const { return count_ > 0; }
    std::array<UnitCause, 2> const& list() const { return list_; }

private:
    std::array<UnitCause, 2> list_{};
    std::size_t count_ = 0;
};

/// The dose that the units would be, were they counted in `factor` of the drug's measure.
bool units_are_dose(DoseSum const& sum, edi::Decimal factor) {
    auto const scaled = edi::multiply(sum.units, factor);
    return scaled && equals(edi::multiply(*scaled, dose_scale(sum.strength)), sum.dose);
}

UnitCause dose_entered(DoseSum const& sum) {
    if (units_are_dose(sum, {1, 0})) return cause(UnitMistake::dose_entered);
    if (sum.drug->unit_measure == "MCG" && units_are_dose(sum, {1000, 0})) return cause(UnitMistake::milligrams_entered);
    if (sum.drug->unit_measure == "MG" && units_are_dose(sum, {1, 3})) return cause(UnitMistake::micrograms_entered);
    return {};
}

/// Containers, millilitres or whatever CTP04 counts, instead of units.
void add_contents(DoseSum const& sum, Causes& causes) {
    NdcStrength const* const strength = sum.strength;
    bool const as_sent = sum.unit != CtpUnit::unknown && edi::compare(sum.units, sum.quantity) == 0;
    // amount_per_item is the dose of ml_per_item, so units in millilitres are the dose when units x amount = dose.
    bool const liquid = strength && strength->ml_per_item.mantissa > 0;
    bool const millilitres = liquid && equals(edi::multiply(sum.units, strength->amount_per_item), sum.dose);
    if ((strength && units_are_dose(sum, strength->amount_per_item)) || (as_sent && sum.unit == CtpUnit::items))
        causes.add(cause(UnitMistake::containers_counted));
    if (millilitres || (as_sent && sum.unit == CtpUnit::millilitres)) causes.add(cause(UnitMistake::millilitres_entered));
    if (!causes.any() && as_sent) causes.add(cause(UnitMistake::quantity_entered));
}

/// One unit taken for `amount` of the drug's measure.
bool fits_amount(DoseSum const& sum, edi::Decimal amount) {
    if (edi::compare(amount, sum.drug->unit_amount) == 0) return false;
    return equals(sum.units, units_of(sum.dose, edi::multiply(amount, dose_scale(sum.strength))));
}

UnitCause other_amount(DoseSum const& sum, Policy const& policy) {
    UnitCause found = cause(UnitMistake::other_amount);
    for (Drug const& other : policy.drugs()) {
        if (other.code == sum.drug->code || other.substance != sum.drug->substance || other.unit_measure != sum.drug->unit_measure)
            continue;
        if (!fits_amount(sum, other.unit_amount)) continue;
        found.amount = other.unit_amount;
        found.why = other.code;
        found.is_code = true;
        return found;
    }
    for (UnitBelief const& belief : sum.drug->beliefs) {
        if (!fits_amount(sum, belief.unit_amount)) continue;
        found.amount = belief.unit_amount;
        found.why = belief.reason;
        return found;
    }
    return {};
}

UnitCause package_counted(DoseSum const& sum) {
    if (!sum.strength || sum.strength->items_per_package < 2) return {};
    UnitCause found = cause(UnitMistake::package_counted);
    found.factor = sum.strength->items_per_package;
    return equals(sum.units, units_of(edi::multiply(sum.dose, {found.factor, 0}), sum.per_unit)) ? found : UnitCause{};
}

UnitCause whole_container(DoseSum const& sum) {
    if (!sum.strength) return {};
    auto const item = edi::multiply(sum.strength->amount_per_item, dose_scale(sum.strength));
    auto const opened = units_of(sum.dose, item);
    if (!opened || !equals(sum.units, units_of(edi::multiply(*item, {*opened, 0}), sum.per_unit))) return {};
    UnitCause found = cause(UnitMistake::whole_container);
    found.factor = *opened;
    return found;
}

UnitCause wrong_basis(DoseSum const& sum) {
    if (sum.unit == CtpUnit::unknown) return {};
    for (CtpUnit const basis : {CtpUnit::items, CtpUnit::millilitres, CtpUnit::units, CtpUnit::milligrams, CtpUnit::grams}) {
        if (basis == sum.unit) continue;
        auto const dose = dose_of(*sum.drug, sum.strength, basis, sum.quantity);
        if (!reaches(dose, sum.per_unit) || !equals(sum.units, units_of(dose, sum.per_unit))) continue;
        UnitCause found = cause(UnitMistake::wrong_basis);
        found.basis = basis;
        return found;
    }
    return {};
}

UnitCause exchanged(DoseSum const& sum) {
    if (sum.unit == CtpUnit::unknown || edi::compare(sum.units, sum.quantity) == 0) return {};
    auto const given = units_of(dose_of(*sum.drug, sum.strength, sum.unit, sum.units), sum.per_unit);
    return equals(sum.quantity, given) ? cause(UnitMistake::exchanged) : UnitCause{};
}

UnitCause other_strength(DoseSum const& sum) {
    if (sum.unit != CtpUnit::millilitres || !sum.strength) return {};
    for (NdcStrength const& other : sum.drug->ndcs) {
        if (&other == sum.strength || other.ml_per_item.mantissa == 0) continue;
        auto const dose = dose_of(*sum.drug, &other, CtpUnit::millilitres, sum.quantity);
        if (!equals(sum.units, units_of(dose, unit_dose(*sum.drug, &other)))) continue;
        UnitCause found = cause(UnitMistake::other_strength);
        found.strength = &other;
        return found;
    }
    return {};
}

UnitCause shifted_decimal(DoseSum const& sum) {
    UnitCause found = cause(UnitMistake::shifted_decimal);
    for (std::int64_t const factor : {10, 100, 1000}) {
        found.factor = factor;
        if (equals(sum.units, units_of(edi::multiply(sum.dose, {factor, 0}), sum.per_unit))) return found;
        found.factor = -factor;
        auto const larger = edi::multiply(sum.per_unit, {factor, 0});
        if (reaches(sum.dose, larger) && equals(sum.units, units_of(sum.dose, larger))) return found;
    }
    return {};
}

} // namespace

std::array<UnitCause, 2> likely_causes(DoseSum const& sum, std::int64_t expected, Policy const& policy) {
    Causes causes;
    bool const too_many = edi::compare(sum.units, {expected, 0}) > 0;
    causes.add(dose_entered(sum));
    if (causes.any()) return causes.list();
    add_contents(sum, causes);
    if (causes.any()) return causes.list();
    causes.add(other_amount(sum, policy));
    causes.add(package_counted(sum));
    if (too_many) causes.add(whole_container(sum));
    if (causes.any()) return causes.list();
    causes.add(wrong_basis(sum));
    causes.add(exchanged(sum));
    if (causes.any()) return causes.list();
    causes.add(other_strength(sum));
    causes.add(shifted_decimal(sum));
    return causes.list();
}

namespace {

void say_shift(Message& m, std::int64_t factor) {
    if (factor > 0)
        m << factor << " times too many: a shifted decimal point, or a unit taken " << factor << " times too small";
    else
        m << -factor << " times too few: a shifted decimal point, or a unit taken " << -factor << " times too large";
}

void say_container(Message& m, std::int64_t count, DoseSum const& sum) {
    if (count == 1)
        m << "the whole container of ";
    else
        m << count << " whole containers of ";
    m << sum.strength->amount_per_item << ' ' << sum.drug->unit_measure << (count == 1 ? " was billed" : " were billed");
}

void say_package(Message& m, std::int64_t items, DoseSum const& sum) {
    m << "the units fit a whole package of " << items;
    if (sum.unit == CtpUnit::items) m << ": either the package was billed, or CTP04 counts packages instead of items";
}

void say_amount(Message& m, UnitCause const& cause, DoseSum const& sum) {
    m << "counted as if one unit were " << cause.amount << ' ' << sum.drug->unit_measure << (cause.is_code ? ", as in " : ", ")
      << cause.why;
}

} // namespace

void say(Message& m, UnitCause const& cause, DoseSum const& sum) {
    switch (cause.mistake) {
        case UnitMistake::none: break;
        case UnitMistake::dose_entered: m << "the dose in " << sum.drug->unit_measure << " was entered as units"; break;
        case UnitMistake::milligrams_entered: m << "the dose in MG was entered as units"; break;
        case UnitMistake::micrograms_entered: m << "the dose in MCG was entered as units"; break;
        case UnitMistake::millilitres_entered: m << "the millilitres were entered as units"; break;
        case UnitMistake::quantity_entered: m << "the drug quantity was entered as units"; break;
        case UnitMistake::containers_counted: m << "syringes or vials were counted, not units"; break;
        case UnitMistake::package_counted: say_package(m, cause.factor, sum); break;
        case UnitMistake::other_amount: say_amount(m, cause, sum); break;
        case UnitMistake::whole_container: say_container(m, cause.factor, sum); break;
        case UnitMistake::wrong_basis: m << "the units fit CTP04 counted in " << ctp_code(cause.basis) << ": CTP05 is wrong"; break;
        case UnitMistake::exchanged: m << "units and CTP04 were exchanged"; break;
        case UnitMistake::other_strength:
            m << "the units fit " << cause.strength->amount_per_item << ' ' << sum.drug->unit_measure << " in "
              << cause.strength->ml_per_item << " mL (NDC " << cause.strength->ndc << "): the strength of another product";
            break;
        case UnitMistake::shifted_decimal: say_shift(m, cause.factor); break;
    }
}

} // namespace rules
