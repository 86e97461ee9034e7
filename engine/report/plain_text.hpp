// How much of a text can be copied as it is. Nearly all of what a report says is plain, and reports are most of the work on a bad batch, so eight
// bytes are looked at in one step.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace engine::report {

/// Number of bytes from `from` on that are printable ASCII and neither `first` nor `second`.
inline std::size_t plain_length(std::string_view text, std::size_t from, char first = '\x7F', char second = '\x7F') {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    auto const each = [](char c) { return ones * static_cast<unsigned char>(c); };
    // The top bit of each byte below `n`, for n <= 0x80. Bytes above the lowest hit may be wrong by the borrow; only the lowest is used.
    auto const below = [](std::uint64_t word, std::uint64_t n) { return (word - ones * n) & ~word & tops; };
    std::size_t at = from;
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + 8 <= text.size(); at += 8) {
            std::uint64_t word;
            std::memcpy(&word, text.data() + at, 8);
            std::uint64_t const special = (word & tops) | below(word, 0x20) | below(word ^ each('\x7F'), 1) | below(word ^ each(first), 1) |
                                          below(word ^ each(second), 1);
            if (special != 0) return at - from + static_cast<std::size_t>(std::countr_zero(special)) / 8;
        }
    }
    while (at < text.size() && text[at] >= 0x20 && text[at] != '\x7F' && text[at] != first && text[at] != second) ++at;
    return at - from;
}

} // namespace engine::report
