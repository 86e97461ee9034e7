// What a wrong number of units is worth, in exact cents. Nothing when it does not fit or cannot be told.
#pragma once

#include <cstdint>
#include <optional>

#include "edi/text/values.hpp"

namespace rules {

/// The part of `charge` (cents) that is for the units billed beyond `expected`; negative when units are lacking: what is missing from the
/// charge at its own price. Rounded to the cent, halves away from zero. `billed` must be a positive whole number.
std::optional<std::int64_t> share_of_charge(std::int64_t charge, edi::Decimal billed, std::int64_t expected);

/// `units` at `price` dollars each, in cents; rounded the same way.
std::optional<std::int64_t> value_of(edi::Decimal units, edi::Decimal price);

/// billed - expected.
std::optional<edi::Decimal> excess(edi::Decimal billed, std::int64_t expected);

} // namespace rules
