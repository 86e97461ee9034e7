// Finds the segments whose elements must be looked at one by one: all but those whose elements are beyond doubt, which are nearly all.
// Internal to edi/loops.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edi/loops/cursor.hpp"
#include "edi/loops/element_table.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// Appends to `doubtful`, ascending, those indexes of `placed` whose segments may have a fault: never one too few, and of sound segments only
/// such with rare forms (numbers with sign or exponent or more than eight characters, days after the 28th, repeats). Segments without a
/// node are not among them. `quiet`: by node, the elements (bit n = element n + 1) that were there when its syntax notes were last kept.
/// Uses the widest SIMD the CPU has (Google Highway, chosen at run time).
void find_doubtful(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, std::uint32_t* quiet,
                   std::vector<std::uint32_t>& doubtful);

} // namespace edi
