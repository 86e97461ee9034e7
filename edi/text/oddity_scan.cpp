// The scan for odd bytes. Highway compiles this file once for every instruction set (it includes itself) and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "edi/text/oddity_scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include <bit>
#include <cstring>

#include "edi/text/oddities.hpp"

// What all instruction sets share: compiled once, in the first inclusion.
#ifndef EDI_TEXT_ODDITY_SCAN_SHARED
#define EDI_TEXT_ODDITY_SCAN_SHARED

namespace edi::oddity {

inline constexpr std::size_t block_size = 64;

/// One bit a byte of a block.
struct Masks {
    std::uint64_t elements = 0, terminators = 0, marks = 0, blanks = 0, breaks = 0, unprintable = 0;
};

/// The characters to look for. A component or repetition separator of 0 is looked for under the name of the element separator, which finds
/// nothing new (there, a mark is an element separator too).
struct Wanted {
    std::uint8_t element, segment, component, repetition;

    explicit Wanted(Delimiters const& d)
        : element(static_cast<std::uint8_t>(d.element)), segment(static_cast<std::uint8_t>(d.segment)),
          component(static_cast<std::uint8_t>(d.component != 0 ? d.component : d.element)),
          repetition(static_cast<std::uint8_t>(d.repetition != 0 ? d.repetition : d.element)) {}
};

/// What the blocks before have to say of the byte before this block.
struct Before {
    std::uint64_t delimiter = 0, mark = 0, terminator = 0, blank = 0, first_break = 0; ///< 0 or 1
};

inline std::uint64_t odd_bits(Masks const& masks, Before& before) {
    // Without components of their own, marks are element separators, behind which an element separator is nothing odd.
    std::uint64_t const marks = masks.marks & ~masks.elements;
    std::uint64_t const delimiters = masks.elements | masks.terminators | marks;
    std::uint64_t const after_terminator = masks.terminators << 1 | before.terminator;
    std::uint64_t const first_breaks = masks.breaks & after_terminator;
    std::uint64_t const second_breaks = masks.breaks & (first_breaks << 1 | before.first_break);
    std::uint64_t odd = masks.unprintable & ~delimiters & ~first_breaks & ~second_breaks;
    odd |= delimiters & (masks.blanks << 1 | before.blank);
    odd |= masks.terminators & ((masks.elements | marks) << 1 | (before.delimiter & ~before.terminator));
    odd |= masks.elements & (marks << 1 | before.mark);
    before = {delimiters >> 63, marks >> 63, masks.terminators >> 63, masks.blanks >> 63, first_breaks >> 63};
    return odd;
}

inline Masks masks_of_bytes(std::uint8_t const* bytes, std::size_t count, Wanted const& wanted) {
    Masks masks;
    for (std::size_t at = 0; at < count; ++at) {
        std::uint64_t const bit = std::uint64_t{1} << at;
        std::uint8_t const c = bytes[at];
        if (c == wanted.element) masks.elements |= bit;
        if (c == wanted.segment) masks.terminators |= bit;
        if (c == wanted.component || c == wanted.repetition) masks.marks |= bit;
        if (c == ' ') masks.blanks |= bit;
        if (c == '\r' || c == '\n') masks.breaks |= bit;
        if (c < ' ' || c > '~') masks.unprintable |= bit;
    }
    return masks;
}

inline void append_bits(std::uint64_t bits, std::size_t base, std::vector<std::uint32_t>& positions) {
    for (; bits != 0; bits &= bits - 1)
        positions.push_back(static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

} // namespace edi::oddity

#endif

HWY_BEFORE_NAMESPACE();
namespace edi::oddity::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE Masks masks_of(std::uint8_t const* block, Wanted const& wanted) {
    return masks_of_bytes(block, block_size, wanted);
}

#else

HWY_INLINE Masks masks_of(std::uint8_t const* block, Wanted const& wanted) {
    hn::CappedTag<std::uint8_t, block_size> const tag;
    std::size_t const lanes = hn::Lanes(tag);
    // StoreMaskBits may write eight bytes for the last part, whatever its width.
    std::uint8_t bits[6][16];
    auto const store = [&](auto mask, std::size_t which, std::size_t at) { hn::StoreMaskBits(tag, mask, bits[which] + at / 8); };
    for (std::size_t at = 0; at < block_size; at += lanes) {
        auto const bytes = hn::LoadU(tag, block + at);
        auto const is = [&](std::uint8_t c) { return hn::Eq(bytes, hn::Set(tag, c)); };
        store(is(wanted.element), 0, at);
        store(is(wanted.segment), 1, at);
        store(hn::Or(is(wanted.component), is(wanted.repetition)), 2, at);
        store(is(' '), 3, at);
        store(hn::Or(is('\r'), is('\n')), 4, at);
        store(hn::Or(hn::Lt(bytes, hn::Set(tag, std::uint8_t{' '})), hn::Gt(bytes, hn::Set(tag, std::uint8_t{'~'}))), 5, at);
    }
    Masks masks;
    std::uint64_t* const parts[] = {&masks.elements, &masks.terminators, &masks.marks, &masks.blanks, &masks.breaks, &masks.unprintable};
    for (std::size_t i = 0; i < 6; ++i) std::memcpy(parts[i], bits[i], sizeof *parts[i]);
    return masks;
}

#endif

void find(std::string_view text, Delimiters const& delimiters, std::vector<std::uint32_t>& positions) {
    Wanted const wanted(delimiters);
    Before before;
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    std::size_t at = 0;
    for (; at + block_size <= text.size(); at += block_size)
        if (auto const odd = odd_bits(masks_of(bytes + at, wanted), before); odd != 0) append_bits(odd, at, positions);
    append_bits(odd_bits(masks_of_bytes(bytes + at, text.size() - at, wanted), before), at, positions);
}

} // namespace edi::oddity::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace edi {
namespace oddity {
HWY_EXPORT(find);
}

void find_oddities(std::string_view text, Delimiters const& delimiters, std::vector<std::uint32_t>& positions) {
    using namespace oddity;
    HWY_DYNAMIC_DISPATCH(find)(text, delimiters, positions);
}

void find_oddities_scalar(std::string_view text, Delimiters const& delimiters, std::vector<std::uint32_t>& positions) {
    auto const is_mark = [&](char c) {
        return c != delimiters.element && ((c == delimiters.component && c != 0) || (c == delimiters.repetition && c != 0));
    };
    auto const is_break = [](char c) { return c == '\r' || c == '\n'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i], before = i > 0 ? text[i - 1] : 'x';
        bool const terminator = c == delimiters.segment, element = c == delimiters.element, delimiter = terminator || element || is_mark(c);
        bool const before_is_terminator = i > 0 && before == delimiters.segment;
        bool const before_is_delimiter = i > 0 && (before == delimiters.element || is_mark(before));
        bool odd = delimiter && i > 0 && before == ' ';
        odd = odd || (terminator && before_is_delimiter) || (element && i > 0 && is_mark(before));
        if (!delimiter && (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~')) {
            bool const first = is_break(c) && before_is_terminator;
            bool const second =
                is_break(c) && i > 1 && is_break(before) && before != delimiters.segment && text[i - 2] == delimiters.segment;
            odd = odd || !(first || second);
        }
        if (odd) positions.push_back(static_cast<std::uint32_t>(i));
    }
}

} // namespace edi

#endif
