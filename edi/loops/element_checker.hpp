// Checks the elements of placed segments against the guide: usage, length, type, codes, dates, repeats, components, syntax notes,
// characters. What does not fit is a Fault with the place of the element or component. One cause gives one fault.
//
// An element that is a date in the format of the element before it (DTP03 after DTP02) is checked in that format. A period (RD8) of a single
// day is read as that day, because the guides' own examples have it; a rule of its own tells it. Codes of external lists (states,
// countries, places of service, adjustment reasons) are not checked here. Source: 005010X222A1, 005010X223A2; X12 005010 data types.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edi/loops/cursor.hpp"
#include "edi/loops/fault.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// Reusable, one per thread; owns only scratch memory.
class ElementChecker {
public:
    /// Adds what is wrong with the elements to `faults`, the cursor's faults of the same piece, and keeps them ascending by found_at (those of
    /// the cursor first). Segments that the cursor could not place are passed over; those of the first `context_segments` give
    /// faults with `repeated`.
    void check(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed, std::uint32_t context_segments,
               std::vector<Fault>& faults);
    /// The same without the short way for ordinary segments. Tests hold the two against each other.
    void check_one_by_one(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed,
                          std::uint32_t context_segments, std::vector<Fault>& faults);

private:
    void look_at_doubtful(Guide const& guide, SegmentTable const& segments, std::span<PlacedSegment const> placed,
                          std::uint32_t context_segments, std::vector<Fault>& faults);

    Guide const* guide_ = nullptr;
    std::vector<std::uint32_t> quiet_;    ///< of the guide's nodes, see find_doubtful()
    std::vector<std::uint32_t> doubtful_; ///< those of `placed` to look at one by one
    std::vector<Fault> found_, merged_;
    std::vector<std::uint32_t> oddities_;
};

} // namespace edi
