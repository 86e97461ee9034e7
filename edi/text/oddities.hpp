// Bytes of a text that ordinary segments do not have, found in one pass so that nobody need look at each element's characters: what is
// found is rare, and looked at closely then.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"

namespace edi {

/// Appends to `positions`, ascending, the offsets in `text` (at most 4 GiB - 64) of
///  - bytes that are not printable ASCII, other than one or two line breaks right after a terminator,
///  - delimiters with a blank before them,
///  - segment terminators with another delimiter before them, and element separators with a component or repetition separator before them.
/// Uses the widest SIMD the CPU has (Google Highway, chosen at run time).
void find_oddities(std::string_view text, Delimiters const& delimiters, std::vector<std::uint32_t>& positions);

/// The same, byte by byte. Tests hold the two against each other.
void find_oddities_scalar(std::string_view text, Delimiters const& delimiters, std::vector<std::uint32_t>& positions);

} // namespace edi
