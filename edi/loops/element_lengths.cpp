// Highway compiles this file once for every instruction set (it includes itself) and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "edi/loops/element_lengths.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include <algorithm>

#include "edi/loops/element_lengths.hpp"

// What all instruction sets share: compiled once, in the first inclusion.
#ifndef EDI_LOOPS_ELEMENT_LENGTHS_SHARED
#define EDI_LOOPS_ELEMENT_LENGTHS_SHARED

namespace edi::lengths {

inline ElementBits measure_one_by_one(std::uint32_t const* ends, std::uint32_t count, std::int32_t const* shortest,
                                      std::int32_t const* longest) {
    ElementBits bits;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const length = static_cast<std::int32_t>(ends[i + 1] - ends[i] - 1);
        if (length != 0) bits.present |= 1u << i;
        if (length < shortest[i] || length > longest[i]) bits.wrong |= 1u << i;
    }
    return bits;
}

} // namespace edi::lengths

#endif

HWY_BEFORE_NAMESPACE();
namespace edi::lengths::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE ElementBits measure(std::uint32_t const* ends, std::uint32_t count, std::int32_t const* shortest, std::int32_t const* longest) {
    return measure_one_by_one(ends, count, shortest, longest);
}

#else

/// Eight elements at a time: the index and the table both have so many entries more than they need.
HWY_INLINE ElementBits measure(std::uint32_t const* ends, std::uint32_t count, std::int32_t const* shortest, std::int32_t const* longest) {
    hn::CappedTag<std::int32_t, 8> const tag;
    std::size_t const lanes = hn::Lanes(tag);
    auto const* const at = reinterpret_cast<std::int32_t const*>(ends);
    ElementBits bits;
    for (std::size_t i = 0; i < count; i += lanes) {
        auto const length = hn::Sub(hn::Sub(hn::LoadU(tag, at + i + 1), hn::LoadU(tag, at + i)), hn::Set(tag, 1));
        auto const wrong = hn::Or(hn::Lt(length, hn::LoadU(tag, shortest + i)), hn::Gt(length, hn::LoadU(tag, longest + i)));
        // StoreMaskBits may write eight bytes, whatever the width of the vector.
        std::uint8_t present_bits[8], wrong_bits[8];
        hn::StoreMaskBits(tag, hn::Gt(length, hn::Zero(tag)), present_bits);
        hn::StoreMaskBits(tag, wrong, wrong_bits);
        bits.present |= std::uint32_t{present_bits[0]} << i;
        bits.wrong |= std::uint32_t{wrong_bits[0]} << i;
    }
    std::uint32_t const known = count < 32 ? (1u << count) - 1 : ~0u;
    return {bits.present & known, bits.wrong & known};
}

#endif

void measure_all(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, ElementBits* bits) {
    for (PlacedSegment const& each : placed) {
        ElementBits& out = *bits++;
        if (each.node == no_node) continue;
        SegmentCheck const& check = table.segments[each.node];
        Segment const segment = segments[each.segment];
        std::uint32_t const count = segment.size() < check.count ? segment.size() : check.count;
        out = measure(segment.ends(), count, table.shortest.data() + check.first, table.longest.data() + check.first);
    }
}

} // namespace edi::lengths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace edi {
namespace lengths {
HWY_EXPORT(measure_all);
}

void measure_elements(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, ElementBits* bits) {
    using namespace lengths;
    HWY_DYNAMIC_DISPATCH(measure_all)(segments, placed, table, bits);
}

void measure_elements_scalar(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table,
                             ElementBits* bits) {
    for (PlacedSegment const& each : placed) {
        ElementBits& out = *bits++;
        if (each.node == no_node) continue;
        SegmentCheck const& check = table.segments[each.node];
        Segment const segment = segments[each.segment];
        out = lengths::measure_one_by_one(segment.ends(), std::min<std::uint32_t>(segment.size(), check.count),
                                          table.shortest.data() + check.first, table.longest.data() + check.first);
    }
}

} // namespace edi

#endif
