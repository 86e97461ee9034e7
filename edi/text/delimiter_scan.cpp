// The delimiter scan. Highway compiles this file once for every instruction set (it includes itself) and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "edi/text/delimiter_scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "edi/text/segments.hpp"

// What all instruction sets share: compiled once, in the first inclusion.
#ifndef EDI_TEXT_DELIMITER_SCAN_SHARED
#define EDI_TEXT_DELIMITER_SCAN_SHARED

namespace edi::scan {

inline constexpr std::size_t block_size = 64;
/// The vectors grow, when they must, before a batch of blocks and not inside it.
inline constexpr std::size_t batch_size = 64 * block_size;
/// Entries beyond the used part that are there for whoever works with the index (SegmentTable sets end marks there), and for stores of whole
/// vectors.
inline constexpr std::size_t slack = 16;

/// One bit a byte of a block.
struct BlockMasks {
    std::uint64_t ends, marks, terminators;
};

/// The characters to look for. A delimiter of 0 matches nothing, not even NUL: it is looked for under the name of its neighbour.
struct Wanted {
    std::uint8_t element, segment, component, repetition;
    std::uint64_t marks_on; ///< all ones, or 0 when neither component nor repetition separator exists

    explicit Wanted(Delimiters const& d)
        : element(static_cast<std::uint8_t>(d.element)), segment(static_cast<std::uint8_t>(d.segment)),
          component(static_cast<std::uint8_t>(d.component != 0 ? d.component : d.repetition)),
          repetition(static_cast<std::uint8_t>(d.repetition != 0 ? d.repetition : d.component)),
          marks_on(d.component != 0 || d.repetition != 0 ? ~std::uint64_t{0} : 0) {}
};

/// Room for a batch more; grows by doubling so that memory is touched only when it is needed.
inline void make_room(std::vector<std::uint32_t>& positions, std::size_t used) {
    std::size_t const needed = used + batch_size + slack;
    if (positions.size() < needed) positions.resize(std::max(needed, 2 * positions.size()));
}

inline void make_room(DelimiterIndex& index) {
    make_room(index.ends, index.end_count);
    make_room(index.marks, index.mark_count);
    make_room(index.segment_ends, index.segment_count);
}

inline void clear(DelimiterIndex& index) {
    index.end_count = index.mark_count = index.segment_count = 0;
    make_room(index);
}

} // namespace edi::scan

#endif

HWY_BEFORE_NAMESPACE();
namespace edi::scan::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Highway's last resort has vectors of one byte, whose mask bits cannot be stored side by side.
HWY_INLINE BlockMasks block_masks(std::uint8_t const* block, Wanted const& wanted) {
    BlockMasks masks{0, 0, 0};
    for (std::size_t at = 0; at < block_size; ++at) {
        std::uint64_t const bit = std::uint64_t{1} << at;
        if (block[at] == wanted.segment) masks.terminators |= bit;
        if (block[at] == wanted.element || block[at] == wanted.segment) masks.ends |= bit;
        if (block[at] == wanted.component || block[at] == wanted.repetition) masks.marks |= bit;
    }
    masks.marks &= wanted.marks_on;
    return masks;
}

#else

/// 64 bytes a block whatever the width of the vectors.
HWY_INLINE BlockMasks block_masks(std::uint8_t const* block, Wanted const& wanted) {
    hn::CappedTag<std::uint8_t, block_size> const tag;
    std::size_t const lanes = hn::Lanes(tag);
    auto const element = hn::Set(tag, wanted.element);
    auto const segment = hn::Set(tag, wanted.segment);
    auto const component = hn::Set(tag, wanted.component);
    auto const repetition = hn::Set(tag, wanted.repetition);

    // StoreMaskBits may write eight bytes for the last part, whatever its width.
    std::uint8_t ends[16], marks[16], terminators[16];
    for (std::size_t at = 0; at < block_size; at += lanes) {
        auto const bytes = hn::LoadU(tag, block + at);
        auto const is_terminator = hn::Eq(bytes, segment);
        hn::StoreMaskBits(tag, hn::Or(hn::Eq(bytes, element), is_terminator), ends + at / 8);
        hn::StoreMaskBits(tag, hn::Or(hn::Eq(bytes, component), hn::Eq(bytes, repetition)), marks + at / 8);
        hn::StoreMaskBits(tag, is_terminator, terminators + at / 8);
    }
    BlockMasks masks;
    std::memcpy(&masks.ends, ends, sizeof masks.ends);
    std::memcpy(&masks.marks, marks, sizeof masks.marks);
    std::memcpy(&masks.terminators, terminators, sizeof masks.terminators);
    masks.marks &= wanted.marks_on;
    return masks;
}

#endif

/// Writes the position of every bit of `mask` to `out` and returns one past the last of them.
HWY_INLINE std::uint32_t* write_few_positions(std::uint64_t mask, std::uint32_t base, std::uint32_t* out) {
    auto const count = static_cast<std::size_t>(std::popcount(mask));
    // Fixed groups without a test for each bit: the number of groups is predictable, the number of bits is not.
    constexpr std::size_t group = 4;
    for (std::size_t written = 0; written < count; written += group)
        for (std::size_t i = 0; i < group; ++i) {
            out[written + i] = base + static_cast<std::uint32_t>(std::countr_zero(mask));
            mask &= mask - 1;
        }
    return out + count;
}

#if HWY_TARGET == HWY_AVX3

/// The same where there are many: sixteen positions are compressed at once, in a register, because compressing to memory is slow on Zen 4.
HWY_INLINE std::uint32_t* write_positions(std::uint64_t mask, std::uint32_t base, std::uint32_t* out) {
    hn::CappedTag<std::uint32_t, 16> const tag;
    auto const lane = hn::Iota(tag, 0u);
    std::uint8_t bits[16];
    std::memcpy(bits, &mask, sizeof mask);
    for (std::uint32_t at = 0; at < block_size; at += 16, mask >>= 16) {
        hn::StoreU(hn::Compress(hn::Add(lane, hn::Set(tag, base + at)), hn::LoadMaskBits(tag, bits + at / 8)), tag, out);
        out += std::popcount(mask & 0xFFFF);
    }
    return out;
}

#else

HWY_INLINE std::uint32_t* write_positions(std::uint64_t mask, std::uint32_t base, std::uint32_t* out) {
    return write_few_positions(mask, base, out);
}

#endif

/// Where the next positions go. Written through locals, because a store through the index itself might change the index.
struct Pens {
    std::uint32_t *end, *mark, *segment_end;
    std::uint32_t end_count;
};

HWY_INLINE void write_block(BlockMasks const& masks, std::uint32_t base, Pens& pens) {
    for (std::uint64_t left = masks.terminators; left != 0; left &= left - 1) {
        std::uint64_t const before = (left & -left) - 1;
        *pens.segment_end++ = pens.end_count + static_cast<std::uint32_t>(std::popcount(masks.ends & before));
    }
    std::uint32_t* const end = write_positions(masks.ends, base, pens.end);
    pens.end_count += static_cast<std::uint32_t>(end - pens.end);
    pens.end = end;
    pens.mark = write_few_positions(masks.marks, base, pens.mark);
}

/// At most batch_size bytes of text from `begin`.
void index_batch(std::string_view batch, std::size_t begin, Wanted const& wanted, DelimiterIndex& index) {
    make_room(index);
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(batch.data());
    auto base = static_cast<std::uint32_t>(begin);
    Pens pens{index.ends.data() + index.end_count, index.marks.data() + index.mark_count, index.segment_ends.data() + index.segment_count,
              static_cast<std::uint32_t>(index.end_count)};
    std::size_t at = 0;
    for (; at + block_size <= batch.size(); at += block_size, base += block_size) write_block(block_masks(bytes + at, wanted), base, pens);
    if (at < batch.size()) {
        // The rest goes through a block of its own, and what stands there beyond the text counts for nothing.
        std::uint8_t rest[block_size] = {};
        std::size_t const length = batch.size() - at;
        std::memcpy(rest, bytes + at, length);
        std::uint64_t const inside = (std::uint64_t{1} << length) - 1;
        BlockMasks const masks = block_masks(rest, wanted);
        write_block({masks.ends & inside, masks.marks & inside, masks.terminators & inside}, base, pens);
    }
    index.end_count = pens.end_count;
    index.mark_count = static_cast<std::size_t>(pens.mark - index.marks.data());
    index.segment_count = static_cast<std::size_t>(pens.segment_end - index.segment_ends.data());
}

void index_text(std::string_view text, Delimiters const& delimiters, DelimiterIndex& index) {
    Wanted const wanted(delimiters);
    for (std::size_t at = 0; at < text.size(); at += batch_size) index_batch(text.substr(at, batch_size), at, wanted, index);
}

} // namespace edi::scan::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace edi {
namespace scan {
HWY_EXPORT(index_text);
}

void index_delimiters(std::string_view text, Delimiters const& delimiters, DelimiterIndex& index) {
    scan::clear(index);
    using namespace scan;
    HWY_DYNAMIC_DISPATCH(index_text)(text, delimiters, index);
}

void index_delimiters_scalar(std::string_view text, Delimiters const& delimiters, DelimiterIndex& index) {
    scan::clear(index);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % scan::batch_size == 0) scan::make_room(index);
        auto const position = static_cast<std::uint32_t>(at);
        char const c = text[at];
        if (c == delimiters.segment) index.segment_ends[index.segment_count++] = static_cast<std::uint32_t>(index.end_count);
        if (c == delimiters.element || c == delimiters.segment) index.ends[index.end_count++] = position;
        bool const separates =
            (c == delimiters.component && delimiters.component != 0) || (c == delimiters.repetition && delimiters.repetition != 0);
        if (separates) index.marks[index.mark_count++] = position;
    }
}

} // namespace edi

#endif
