// An element into its components, by its bytes: the composites of a claim are short, so that comparing sixteen bytes at a time is
// sooner done than finding their marks among those of the whole segment.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "edi/text/segments.hpp"

namespace edi {

/// The components of one short element, in order. No branch depends on how many there are: that is hard to foresee.
class ShortComposite {
public:
    /// Longest element that it can hold.
    static constexpr std::uint32_t most = 16;

    ShortComposite() = default;
    /// `stops`: bit i is set where byte i is a component separator.
    ShortComposite(char const* bytes, std::uint32_t size, std::uint32_t stops) : bytes_(bytes), size_(size), stops_(stops) {}

    bool at_end() const { return begin_ > size_; }
    /// The next component; empty when there is none left.
    std::string_view next() {
        constexpr std::uint32_t beyond = 1U << 31;
        std::uint32_t const begin = std::min(begin_, size_);
        std::uint32_t const end = std::min(static_cast<std::uint32_t>(std::countr_zero(stops_ | beyond)), size_);
        begin_ = end + 1;
        stops_ &= stops_ - 1;
        return {bytes_ + begin, end - begin};
    }

private:
    char const* bytes_ = nullptr;
    std::uint32_t size_ = 0, begin_ = 0, stops_ = 0;
};

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

    /// The same for a short element: true and `composite`, or false where only split() can do it. Most are short.
    bool open(std::string_view whole, ShortComposite& composite) const {
        auto size = static_cast<std::uint32_t>(whole.size());
        if (whole.size() > ShortComposite::most || text_end_ - whole.data() < std::ptrdiff_t{ShortComposite::most}) return false;
        std::uint32_t const repeats = find(whole.data(), repetitions_) & ((1U << size) - 1);
        if (has_repetition_ && repeats != 0) size = static_cast<std::uint32_t>(std::countr_zero(repeats));
        composite = {whole.data(), size, find(whole.data(), components_) & ((1U << size) - 1)};
        return true;
    }

private:
    /// One character sixteen times.
    struct alignas(16) Sixteen {
        std::array<char, 16> bytes{};
    };
    /// Bit i is set where byte i of the sixteen at `bytes` is the character of `wanted`.
    static std::uint32_t find(char const* bytes, Sixteen const& wanted) {
#if defined(__SSE2__)
        __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes));
        __m128i const sought = _mm_load_si128(reinterpret_cast<__m128i const*>(wanted.bytes.data()));
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, sought)));
#else
        std::uint32_t found = 0;
        for (std::uint32_t i = 0; i < 16; ++i) found |= static_cast<std::uint32_t>(bytes[i] == wanted.bytes[i]) << i;
        return found;
#endif
    }

    char const* text_end_ = nullptr;
    Sixteen components_, repetitions_; ///< repetitions_: the component separator again where there is no other
    bool has_repetition_ = false;
};

} // namespace edi
