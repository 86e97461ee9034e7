// The turns of payers: SBR01.
#pragma once

#include <optional>
#include <string_view>

#include "edi/claim/claim.hpp"

namespace rules {

/// SBR01 in the order in which payers pay: first, second, third, fourth to eleventh.
inline constexpr std::string_view payer_order = "PSTABCDEFGH";

/// The payer's turn, 0 = first; nothing when it is unknown (U) or no turn at all.
inline std::optional<std::size_t> turn_of(edi::Coverage const& coverage) {
    std::string_view const sequence = coverage.sequence.text;
    auto const place = sequence.size() == 1 ? payer_order.find(sequence[0]) : std::string_view::npos;
    return place == std::string_view::npos ? std::nullopt : std::optional(place);
}

} // namespace rules
