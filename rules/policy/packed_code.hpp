// Codes as integers: comparing integers is cheaper than comparing texts.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rules {

/// The first eight bytes of a code as one integer. Different for different codes of the same length up to eight; in no order of the texts.
inline std::uint64_t packed_code(std::string_view code) {
    std::uint64_t key = 0;
    if (code.size() == 5) { // an HCPCS code, the most frequent: no loop
        std::uint32_t head = 0;
        std::memcpy(&head, code.data(), sizeof head);
        return std::uint64_t{head} << 8 | static_cast<unsigned char>(code[4]);
    }
    for (char const c : code.substr(0, sizeof key)) key = key << 8 | static_cast<unsigned char>(c);
    return key;
}

} // namespace rules
