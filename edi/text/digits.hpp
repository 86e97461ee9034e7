// Digits, as X12 and everybody writes them: 0 to 9, whatever the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace edi {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits and nothing else, at least one.
constexpr bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

} // namespace edi
