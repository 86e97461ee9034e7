// An element into its components, by its bytes: the composites of a claim are short, so that comparing sixteen bytes at a time is
// sooner done than finding their marks among those of the whole segment.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "edi/text/segments.hpp"

namespace edi {

/// Splits elements of one piece. Cheap to copy; valid as long as the piece's text.
class ComponentSplitter {
public:
    /// HI has the most components that a claim keeps.
    using Parts = std::array<std::string_view, 9>;

    ComponentSplitter() = default;
    explicit ComponentSplitter(SegmentTable const& segments);

    /// The components of `whole` (first repeat), an element of the piece that is not empty, as far as `parts` has room; returns how many
    /// of `parts` are set. The same as Segment::components().
    std::uint32_t split(std::string_view whole, Parts& parts) const;

private:
    char const* text_end_ = nullptr;
    char component_ = 0;
    char repetition_ = 0; ///< the component separator again where there is no other
    bool has_repetition_ = false;
};

} // namespace edi
