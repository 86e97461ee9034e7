// Why the units of a drug disagree with the quantity of its NDC: the mistakes that people make, each tried on the numbers.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "rules/message.hpp"
#include "rules/policy.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

enum class UnitMistake : std::uint8_t {
    none,
    dose_entered,       ///< the dose in the drug's own measure (IU, mg, mcg) stands as units
    milligrams_entered, ///< the drug is counted in micrograms, its milligrams stand as units
    micrograms_entered,
    millilitres_entered,
    quantity_entered, ///< CTP04 stands as units, in another measure
    containers_counted,
    package_counted, ///< the units, or CTP04, count a carton
    other_amount,    ///< one unit was taken for another amount: that of another code, or one that people believe in
    whole_container,
    wrong_basis, ///< CTP05 names another measure than CTP04 counts
    exchanged,   ///< units and CTP04 stand in each other's place
    other_strength,
    shifted_decimal
};

struct UnitCause {
    UnitMistake mistake = UnitMistake::none;
    std::int64_t factor = 0;               ///< package_counted, shifted_decimal (negative: too few), whole_container (how many)
    edi::Decimal amount{};                 ///< other_amount: what one unit was taken for
    std::string_view why;                  ///< other_amount: the code, or where the belief is from
    bool is_code = false;                  ///< other_amount: `why` is a code
    CtpUnit basis = CtpUnit::unknown;      ///< wrong_basis
    NdcStrength const* strength = nullptr; ///< other_strength
};

/// The likeliest first; at most two, none: no known mistake fits. `expected`: sum.expected(), with which the sum does not agree.
std::array<UnitCause, 2> likely_causes(DoseSum const& sum, std::int64_t expected, Policy const& policy);

/// "the dose in IU was entered as units"
void say(Message& m, UnitCause const& cause, DoseSum const& sum);

} // namespace rules
