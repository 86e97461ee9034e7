// Highway compiles this file once for every instruction set (it includes itself) and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "edi/text/boundary_scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include <bit>
#include <cstring>

#include "edi/text/boundary_scan.hpp"

#ifndef EDI_TEXT_BOUNDARY_SCAN_SHARED
#define EDI_TEXT_BOUNDARY_SCAN_SHARED

namespace edi::boundary {

inline constexpr std::size_t block_size = 64;
/// Bytes of the text behind a block that are looked at with it.
inline constexpr std::size_t look_ahead = 3;

/// One bit a byte of a block.
struct Masks {
    std::uint64_t terminators; ///< the byte is a terminator
    std::uint64_t stops;       ///< if it is one, what follows must be looked at
};

} // namespace edi::boundary

#endif

HWY_BEFORE_NAMESPACE();
namespace edi::boundary::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Highway's last resort has vectors of one byte, whose mask bits cannot be stored side by side.
template <bool line_feeds>
HWY_INLINE Masks masks_of(std::uint8_t const* block, std::uint8_t terminator) {
    Masks masks{0, 0};
    for (std::size_t at = 0; at < block_size; ++at) {
        std::uint64_t const bit = std::uint64_t{1} << at;
        std::uint8_t const* next = block + at + 1;
        if (block[at] == terminator) masks.terminators |= bit;
        if (line_feeds && *next++ != '\n') masks.stops |= bit;
        if (next[0] == terminator || may_be_boundary(next[0], next[1])) masks.stops |= bit;
    }
    return masks;
}

#else

template <bool line_feeds>
HWY_INLINE Masks masks_of(std::uint8_t const* block, std::uint8_t terminator) {
    hn::CappedTag<std::uint8_t, block_size> const tag;
    std::size_t const lanes = hn::Lanes(tag);
    auto const is = [tag](auto bytes, char c) { return hn::Eq(bytes, hn::Set(tag, static_cast<std::uint8_t>(c))); };
    auto const any = [](auto first, auto... others) {
        ((first = hn::Or(first, others)), ...);
        return first;
    };
    // StoreMaskBits may write eight bytes for the last part, whatever its width.
    std::uint8_t terminators[16], stops[16];
    for (std::size_t at = 0; at < block_size; at += lanes) {
        auto const first = hn::LoadU(tag, block + at + 1 + line_feeds), second = hn::LoadU(tag, block + at + 2 + line_feeds);
        auto const envelope =
            hn::And(any(is(first, 'S'), is(first, 'G'), is(first, 'I')), any(is(second, 'T'), is(second, 'E'), is(second, 'S')));
        auto const blank = hn::Eq(hn::Min(first, hn::Set(tag, std::uint8_t{' '})), first);
        auto stop = any(envelope, is(second, 'L'), blank, hn::Eq(first, hn::Set(tag, terminator)));
        if constexpr (line_feeds) stop = hn::Or(stop, hn::Not(is(hn::LoadU(tag, block + at + 1), '\n')));
        hn::StoreMaskBits(tag, hn::Eq(hn::LoadU(tag, block + at), hn::Set(tag, terminator)), terminators + at / 8);
        hn::StoreMaskBits(tag, stop, stops + at / 8);
    }
    Masks masks;
    std::memcpy(&masks.terminators, terminators, sizeof masks.terminators);
    std::memcpy(&masks.stops, stops, sizeof masks.stops);
    return masks;
}

#endif

template <bool line_feeds>
OrdinaryRun pass_blocks(std::string_view text, std::uint8_t terminator, std::size_t longest) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    OrdinaryRun run;
    for (std::size_t at = 0; at + block_size + look_ahead <= text.size(); at += block_size) {
        Masks const masks = masks_of<line_feeds>(bytes + at, terminator);
        std::uint64_t const stops = masks.terminators & masks.stops;
        std::uint64_t const passed = masks.terminators & (stops ^ (stops - 1)); // up to the first stop
        run.segments += static_cast<std::uint64_t>(std::popcount(passed));
        if (passed != 0) run.end = at + static_cast<std::size_t>(std::bit_width(passed));
        // A block without terminator may be inside a segment that is too long.
        if (stops != 0 || (passed == 0 && at + 2 * block_size > run.end + longest)) break;
    }
    return run;
}

OrdinaryRun pass_text(std::string_view text, char terminator, bool line_feeds, std::size_t longest) {
    auto const byte = static_cast<std::uint8_t>(terminator);
    return line_feeds ? pass_blocks<true>(text, byte, longest) : pass_blocks<false>(text, byte, longest);
}

} // namespace edi::boundary::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace edi {
namespace boundary {
HWY_EXPORT(pass_text);
}

OrdinaryRun pass_ordinary(std::string_view text, char terminator, bool line_feeds, std::size_t longest) {
    using namespace boundary;
    return HWY_DYNAMIC_DISPATCH(pass_text)(text, terminator, line_feeds, longest);
}

} // namespace edi

#endif
