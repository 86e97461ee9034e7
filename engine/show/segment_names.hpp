// Names of segments and elements in our own words: those of the guide where the segment has a place in one; of other sets what any guide of ours says of a segment with
// this id, because the standard gives it the same elements everywhere.
#pragma once

#include <cstdint>
#include <string_view>

#include "edi/guide/outline.hpp"

namespace engine::show {

/// Where a segment stands in a guide; no guide: it has no place in one.
struct GuidePlace {
    edi::Guide const* guide = nullptr;
    edi::NodeIndex node = edi::no_node;

    bool known() const { return guide && node != edi::no_node; }
};

/// Empty: nobody knows.
std::string_view segment_name(GuidePlace place, edi::SegmentId id);

/// Of element `element`, 1 = first. `component` 0: of the whole. Empty: nobody knows.
std::string_view element_name(GuidePlace place, edi::SegmentId id, std::uint32_t element, std::uint32_t component);

} // namespace engine::show
