// The four delimiters of an interchange, learned from its ISA by position, and the search for an ISA.
// Source: X12 control standard 005010, ISA segment (fixed 106 bytes).
#pragma once

#include <cstddef>
#include <string_view>

namespace edi {

struct Delimiters {
    char element = '*';
    char component = ':';
    char repetition = '^';
    char segment = '~';
    friend bool operator==(Delimiters const&, Delimiters const&) = default;
};

/// Bytes of a well-formed ISA with its terminator.
inline constexpr std::size_t isa_length = 106;

enum class IsaFault : unsigned char {
    none,
    truncated,               ///< the text ends before the ISA does
    not_an_isa,              ///< no "ISA" and separator at the start, or fewer than 16 elements
    wrong_width,             ///< 16 elements, but some are not as wide as the standard has them: readable all the same
    delimiters_not_distinct, ///< two delimiters are the same character: cannot be split
    delimiter_not_allowed    ///< a delimiter is a letter, a digit or a space (or NUL): cannot be split
};

struct IsaReading {
    IsaFault fault = IsaFault::not_an_isa;
    Delimiters delimiters;
    std::size_t length = 0; ///< bytes of the ISA with its terminator; 0 when it cannot be split

    /// True when segments can be cut with these delimiters (fault none or wrong_width).
    bool readable() const { return fault == IsaFault::none || fault == IsaFault::wrong_width; }
};

/// Reads the ISA at the start of `text` (no leading blanks): by position when the separators stand where the standard has them, else by
/// splitting at the separator (wrong_width; what follows must look like a segment). An ISA11 that is a letter or digit ('U' of the older
/// standard 00401 and before), blank or not one character leaves `repetition` at 0, which matches nothing.
/// The terminator is the one character in its place and may be CR or LF; with CR LF it is CR, and the LF counts as a line break
/// before the next segment. The other delimiters may not be line breaks. 256 bytes of text are enough to tell.
IsaReading read_isa(std::string_view text);

/// Does `text` begin with an ISA of any width? find_isa() knows only those as wide as the standard has them.
bool looks_like_isa(std::string_view text);

/// First position at or after `from` where an ISA may begin: the letters ISA, a separator that may be one, and that same separator at
/// the standard's positions (as many of them as `text` still has), or npos. "ISA" inside data is data.
std::size_t find_isa(std::string_view text, std::size_t from = 0);

} // namespace edi
