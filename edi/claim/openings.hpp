// Which segment begins what: the few facts by which the claim grammar knows that a loop, or the whole claim, is at its end.
// Source: the first segment of each loop in 005010X222A1 and 005010X223A2 (tests hold the table against the outlines).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "edi/guide/outline.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/text/segments.hpp"

namespace edi::grammar {

/// A set of loops, written as one loop or as a `|` of them.
struct Loops {
    std::uint64_t bits;
    constexpr Loops(LoopId loop) : bits(std::uint64_t(1) << static_cast<unsigned>(loop)) {}
    constexpr bool contains(LoopId loop) const { return (bits >> static_cast<unsigned>(loop) & 1) != 0; }
    friend constexpr Loops operator|(Loops a, Loops b) {
        a.bits |= b.bits;
        return a;
    }
};
static_assert(static_cast<unsigned>(LoopId::count) <= 64);

/// L2310A | L2310B
constexpr Loops operator|(LoopId a, LoopId b) {
    return Loops(a) | Loops(b);
}

/// The segment that opens each loop.
inline constexpr auto openings = [] {
    using enum LoopId;
    std::array<SegmentId, static_cast<std::size_t>(LoopId::count)> ids{};
    for (auto& id : ids) id = "NM1"_seg;
    auto const set = [&](LoopId loop, SegmentId id) { ids[static_cast<std::size_t>(loop)] = id; };
    set(none, no_id);
    set(header, "ST"_seg);
    for (LoopId level : {L2000A, L2000B, L2000C}) set(level, "HL"_seg);
    set(L2300, "CLM"_seg);
    set(L2320, "SBR"_seg);
    set(L2400, "LX"_seg);
    set(L2410, "LIN"_seg);
    set(L2430, "SVD"_seg);
    set(L2440, "LQ"_seg);
    return ids;
}();

/// HL and CLM end every claim, wherever they stand.
constexpr bool ends_claim(SegmentId id) {
    return id == "HL"_seg || id == "CLM"_seg;
}

/// True when the segment opens a loop of its own. A CLM in 2300 always does, so that no claim is ever lost.
constexpr bool opens_loop(PlacedSegment const& placed, SegmentId id) {
    return id == openings[static_cast<std::size_t>(placed.loop)] && (placed.node != no_node || placed.loop == LoopId::L2300);
}

} // namespace edi::grammar
