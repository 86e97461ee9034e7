#include "edi/claim/component_splitter.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace edi {
namespace {

/// Bytes that are compared at once.
constexpr std::ptrdiff_t stride = 16;

/// Bit i is set where byte i of the sixteen at `bytes` is `a` or `b`.
std::uint32_t find_either(char const* bytes, char a, char b) {
#if defined(__SSE2__)
    __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes));
    __m128i const found = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(a)), _mm_cmpeq_epi8(block, _mm_set1_epi8(b)));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(found));
#else
    std::uint32_t found = 0;
    for (std::uint32_t i = 0; i < stride; ++i) found |= static_cast<std::uint32_t>(bytes[i] == a || bytes[i] == b) << i;
    return found;
#endif
}

/// The same near the end of the text, where there may be no sixteen.
std::uint32_t find_either_before(char const* text_end, char const* bytes, char a, char b) {
    if (text_end - bytes >= stride) return find_either(bytes, a, b);
    std::array<char, stride> copy{};
    std::memcpy(copy.data(), bytes, static_cast<std::size_t>(text_end - bytes));
    return find_either(copy.data(), a, b);
}

} // namespace

ComponentSplitter::ComponentSplitter(SegmentTable const& segments)
    : text_end_(segments.text().data() + segments.text().size()), component_(segments.delimiters().component),
      repetition_(segments.delimiters().repetition), has_repetition_(repetition_ != 0) {
    if (!has_repetition_) repetition_ = component_;
}

std::uint32_t ComponentSplitter::split(std::string_view whole, Parts& parts) const {
    char const* begin = whole.data();
    char const* const end = begin + whole.size();
    std::uint32_t count = 0;
    for (char const* at = begin; at < end; at += stride) {
        std::uint32_t found = find_either_before(text_end_, at, component_, repetition_);
        if (end - at < stride) found &= (1U << (end - at)) - 1;
        for (; found != 0; found &= found - 1) {
            char const* const stop = at + std::countr_zero(found);
            parts[count++] = {begin, static_cast<std::size_t>(stop - begin)};
            if (count == parts.size() || (has_repetition_ && *stop == repetition_)) return count;
            begin = stop + 1;
        }
    }
    parts[count++] = {begin, static_cast<std::size_t>(end - begin)};
    return count;
}

} // namespace edi
