// Positions. A place inside a piece is small (8 bytes) and says segment, element and component; everything a person
// reads (file offset, segment number of the set, loop) is derived from it late, by whoever renders a finding.
#pragma once

#include <cstdint>

namespace edi {

/// A run of bytes: offset and length in bytes.
struct Span {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
};

/// Where a value stands among the segments of one piece.
struct Place {
    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;

    std::uint32_t segment = nowhere; ///< index in the SegmentTable of the piece
    std::uint8_t element = 0;        ///< 1 = first element; 0 = the whole segment; 255 stands for 255 and beyond
    std::uint8_t component = 0;      ///< 1 = first component; 0 = the whole element

    constexpr bool known() const { return segment != nowhere; }
    friend constexpr bool operator==(Place const&, Place const&) = default;
};

} // namespace edi
