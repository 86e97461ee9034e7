// The next terminator, for walks from segment to segment: segments are short, so the search is inline and looks at eight bytes at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace edi {

/// Bytes behind the searched text that must be readable (their values do not matter).
inline constexpr std::size_t find_byte_slack = 8;

/// First `wanted` in [begin, end), or `end`. Reads up to find_byte_slack bytes beyond `end`.
inline char const* find_byte(char const* begin, char const* end, char wanted) {
    static_assert(std::endian::native == std::endian::little, "the first match is the lowest bit");
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    std::uint64_t const pattern = ones * static_cast<unsigned char>(wanted);
    for (char const* at = begin; at < end; at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, at, 8);
        eight ^= pattern;
        std::uint64_t const zeros = (eight - ones) & ~eight & tops; // exact up to the first match
        if (zeros != 0) {
            char const* const found = at + std::countr_zero(zeros) / 8;
            return found < end ? found : end;
        }
    }
    return end;
}

} // namespace edi
