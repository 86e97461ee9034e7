// The check digit of an NPI: Luhn over 80840 and the nine digits before it. Source: CMS, NPI check digit.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rules {

/// What 80840 adds to the sum of the digits.
inline constexpr unsigned npi_prefix_sum = 24;

/// The digit that belongs behind nine digits.
constexpr unsigned npi_check_digit(std::string_view nine) {
    unsigned sum = npi_prefix_sum;
    for (unsigned i = 0; i < 9; ++i) {
        auto const digit = static_cast<unsigned>(nine[i] - '0');
        sum += i % 2 == 0 ? digit / 5 + digit * 2 % 10 : digit;
    }
    return (10 - sum % 10) % 10;
}

/// Ten digits of which the last is right.
inline bool is_npi(std::string_view id) {
    static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
    if (id.size() != 10) return false;
    // Pairs of digits, the first of each doubled: four pairs at a time in lanes of sixteen bits, then the last one.
    std::uint64_t pairs;
    std::uint16_t last;
    std::memcpy(&pairs, id.data(), sizeof pairs);
    std::memcpy(&last, id.data() + sizeof pairs, sizeof last);
    pairs ^= 0x3030303030303030;
    last ^= 0x3030;
    if ((((pairs + 0x7676767676767676) | pairs) & 0x8080808080808080) != 0 || (last & 0xFF) > 9 || last >> 8 > 9) return false;
    std::uint64_t const first = pairs & 0x00FF00FF00FF00FF, second = pairs >> 8 & 0x00FF00FF00FF00FF;
    std::uint64_t const from_five_on = (first + 0x007B007B007B007B) >> 7 & 0x0001000100010001; // doubled these have two digits: nine less
    std::uint64_t const sums = 2 * first - 9 * from_five_on + second;
    unsigned const doubled = 2U * (last & 0xFF);
    unsigned const sum =
        npi_prefix_sum + static_cast<unsigned>(sums * 0x0001000100010001 >> 48) + (doubled > 9 ? doubled - 9 : doubled) + (last >> 8);
    return sum % 10 == 0;
}

} // namespace rules
