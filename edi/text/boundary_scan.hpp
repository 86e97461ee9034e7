// Passes over the segments inside a transaction set that nobody has to look at to cut it into claims: one SIMD pass over terminators and
// the two bytes behind each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace edi {

/// How far ordinary segments reach.
struct OrdinaryRun {
    std::size_t end = 0;        ///< offset in the text, right behind the last terminator passed; 0 where none was
    std::uint64_t segments = 0; ///< terminators passed, the one at the text's beginning included
};

/// `text` begins with the terminator of some segment. Passes this and every segment behind it up to the next one that may be one of CLM HL ST
/// SE GS GE IEA ISA, is empty, or begins with a blank or a control character; where `line_feeds`, one LF in front of each segment is
/// expected and passed with it. May stop earlier, behind any terminator: near the end of the text, and in front of a segment of more than
/// `longest` bytes (128 or more).
OrdinaryRun pass_ordinary(std::string_view text, char terminator, bool line_feeds, std::size_t longest);

/// True when pass_ordinary() must stop in front of a segment with these first two bytes.
constexpr bool may_be_boundary(unsigned char first, unsigned char second) {
    bool const envelope = (first == 'S' || first == 'G' || first == 'I') && (second == 'T' || second == 'E' || second == 'S');
    return second == 'L' || envelope || first <= ' ';
}

} // namespace edi
