// The next terminator, for walks from segment to segment: segments are short, so the search is inline.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace edi {

/// Bytes behind the searched text that must be readable (their values do not matter).
inline constexpr std::size_t find_byte_slack = 16;

/// First `wanted` in [begin, end), or `end`. Reads up to find_byte_slack bytes beyond `end`.
inline char const* find_byte(char const* begin, char const* end, char wanted) {
#ifdef __SSE2__
    // Part of every x86-64; wider vectors gain nothing on some thirty bytes.
    __m128i const pattern = _mm_set1_epi8(wanted);
    for (char const* at = begin; at < end; at += 16) {
        auto const found =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const*>(at)), pattern)));
        if (found != 0) {
            char const* const first = at + std::countr_zero(found);
            return first < end ? first : end;
        }
    }
#else
    for (char const* at = begin; at < end; ++at)
        if (*at == wanted) return at;
#endif
    return end;
}

} // namespace edi
