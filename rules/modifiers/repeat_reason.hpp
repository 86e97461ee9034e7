// Why a line may repeat another one of the same day.
#pragma once

#include <algorithm>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/facts.hpp"

namespace rules {

/// A modifier of the policy's repeat list: 76, 77, 59, XE ...
inline bool tells_of_a_repeat(edi::ServiceLine const& line, Policy const& policy) {
    auto const repeats = policy.repeat_modifiers();
    for (edi::Field const& modifier : line.modifiers)
        if (modifier.present() && std::binary_search(repeats.begin(), repeats.end(), modifier.text)) return true;
    return false;
}

/// Units of nines only (999, 9999): the field was filled up and the rest went to another line.
inline bool fills_the_field(edi::ServiceLine const& line) {
    std::string_view const units = line.units.field.text;
    return units.size() >= 3 && units.find_first_not_of('9') == std::string_view::npos;
}

inline bool explains_a_repeat(edi::ServiceLine const& line, Policy const& policy) {
    return tells_of_a_repeat(line, policy) || has_modifier(line, "JW") || fills_the_field(line);
}

} // namespace rules
