// What a claim shows at first sight. A rule names the traits without which it has nothing to say, so that it is not run in vain:
// nearly every claim is clean, and most have no drug and no other payer.
#pragma once

#include <cstdint>

namespace rules {

/// A set of traits, one bit each.
using Traits = std::uint32_t;

namespace trait {

inline constexpr Traits drug_lines = 1 << 0;         ///< a line has a drug of the policy
inline constexpr Traits several_drug_lines = 1 << 1; ///< more than one line has
inline constexpr Traits drug_modifiers = 1 << 2;    ///< a line with a drug has a modifier that the policy may reject (misuse, incompatible)
inline constexpr Traits several_modifiers = 1 << 3; ///< a line has a modifier behind the first place for one
inline constexpr Traits other_payers = 1 << 4;      ///< there are other payers (2320) or adjudications of lines (2430)
inline constexpr Traits doubtful_values = 1 << 5;   ///< a charge is missing, unreadable or negative, units are missing, unreadable or not
                                                    ///< positive, or another quantity is unreadable
inline constexpr Traits doubtful_dates = 1 << 6;    ///< a date of service, of the statement or of an adjudication is unreadable

inline constexpr Traits all = (1 << 7) - 1;

} // namespace trait
} // namespace rules
