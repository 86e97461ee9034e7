// Which elements of each segment are there, and which are shorter or longer than the guide allows: from the delimiter index alone, several
// elements at a time. Internal to edi/loops.
#pragma once

#include <cstdint>
#include <span>

#include "edi/loops/cursor.hpp"
#include "edi/loops/element_table.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// Bit n is element n + 1; of the elements that the guide knows.
struct ElementBits {
    std::uint32_t present = 0;
    std::uint32_t wrong = 0; ///< shorter or longer than allowed; an absent element may be here too
};

/// Fills `bits`, one for each of `placed`; those of segments without a node are not set. Uses the widest SIMD the CPU has (Google Highway,
/// chosen at run time).
void measure_elements(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, ElementBits* bits);

/// The same, element by element. Tests hold the two against each other.
void measure_elements_scalar(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table,
                             ElementBits* bits);

} // namespace edi
