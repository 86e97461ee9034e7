// Why a line may repeat another one of the same day.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/facts.hpp"

namespace rules {

/// JW, or one of the policy's repeat list: 76, 77, 59, XE ... The list is short, and most of it begins with another character.
inline bool tells_of_a_repeat(std::string_view modifier, Policy const& policy) {
    auto const repeats = policy.repeat_modifiers();
    return modifier == "JW" || std::any_of(repeats.begin(), repeats.end(),
                                           [&](std::string const& each) { return each.front() == modifier.front() && each == modifier; });
}

/// Units of nines only (999, 9999): the field was filled up and the rest went to another line.
inline bool fills_the_field(edi::ServiceLine const& line) {
    std::string_view const units = line.units.field.text;
    return units.size() >= 3 && units.front() == '9' && units.find_first_not_of('9') == std::string_view::npos;
}

inline bool explains_a_repeat(edi::ServiceLine const& line, Policy const& policy) {
    for (edi::Field const& modifier : line.modifiers)
        if (modifier.present() && tells_of_a_repeat(modifier.text, policy)) return true;
    return fills_the_field(line);
}

/// A service of one day that charges something. Two of them that agree in all they say, and do not say why, are a duplicate.
inline bool is_one_service(edi::ServiceLine const& line) {
    return line.procedure.present() && line.service_date.ok() && line.service_date.from == line.service_date.through && line.charge.ok() &&
           line.charge.cents != 0;
}

} // namespace rules
