// The conversion engine: a dose of a drug in units of its procedure code, from the quantity of an NDC. Pure functions over exact decimals; what
// cannot be told, or does not fit, is "nothing", never a guess. Sources: CMS Claims Processing Manual chapter 17 section 10 (a rest is rounded
// up), CMS ASP NDC-HCPCS crosswalk (what an NDC holds), 837 2410 CTP05 (the measures of a quantity).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/policy.hpp"

namespace rules {

/// What CTP05 says that CTP04 counts.
enum class CtpUnit : std::uint8_t {
    unknown, ///< none of the five
    items,   ///< UN: single syringes, vials or kits, not cartons
    millilitres,
    units, ///< F2: international units
    grams,
    milligrams
};
CtpUnit ctp_unit(std::string_view code);
/// The code of CTP05: "ML".
std::string_view ctp_code(CtpUnit unit);

/// Doses are counted in the drug's unit_measure times this, so that 18,000 IU in 0.72 mL need no fraction: the millilitres of one item, or one.
edi::Decimal dose_scale(NdcStrength const* strength);

/// `quantity` as a dose in the drug's measure, times dose_scale(strength). Nothing when policy and NDC cannot convert it.
/// `strength`: what the NDC holds, null when it is not known; then F2, GR and ME can be converted and no other.
std::optional<edi::Decimal> dose_of(Drug const& drug, NdcStrength const* strength, CtpUnit unit, edi::Decimal quantity);

/// The dose of one billing unit, times dose_scale(strength).
std::optional<edi::Decimal> unit_dose(Drug const& drug, NdcStrength const* strength);

/// `dose` in billing units, a rest rounded up.
std::optional<std::int64_t> units_of(std::optional<edi::Decimal> dose, std::optional<edi::Decimal> per_unit);

/// Lines of the same drug, NDC and day added up: what was given and what was discarded (JW).
struct DoseSum {
    Drug const* drug = nullptr;
    NdcStrength const* strength = nullptr; ///< null: the NDC is not known
    CtpUnit unit = CtpUnit::unknown;       ///< of all lines; unknown when they differ
    edi::Decimal units{};                  ///< billed
    edi::Decimal quantity{};               ///< CTP04; meaningless when the lines' measures differ
    edi::Decimal dose{}, per_unit{};       ///< both times dose_scale(strength)
    std::int64_t rounded_apart = 0;        ///< the units when each line is rounded up by itself
    std::uint32_t lines = 0;
    bool discarded = false; ///< one of the lines is for discarded drug

    /// Adds a line; false when it cannot be judged, and then the sum is worthless. `line.drug` must be the drug of all lines.
    bool add(edi::ServiceLine const& line, NdcStrength const* known);
    /// The right units: the whole dose, rounded up once.
    std::optional<std::int64_t> expected() const;
    /// Whether the units billed are right. Each line may have been rounded up by itself, and what was discarded with a rounded dose need not be
    /// billed, so there can be more than one right answer.
    bool agrees(std::int64_t expected) const;
};

/// A whole number as an integer; nothing for a fraction.
std::optional<std::int64_t> whole_number(edi::Decimal value);

} // namespace rules
