// The yardstick: the barest splitter of an X12 file, memchr to each segment terminator and to each element separator in between. It
// checks nothing and builds nothing.
#pragma once

#include <cstdint>
#include <cstring>

namespace bench {

struct SplitCounts {
    std::uint64_t segments = 0, elements = 0;
    std::uint64_t longest = 0; ///< bytes of the longest element: makes the compiler keep the work
};

inline SplitCounts split(char const* at, char const* end, char separator, char terminator) {
    SplitCounts counts;
    while (at < end) {
        auto const* stop = static_cast<char const*>(std::memchr(at, terminator, static_cast<std::size_t>(end - at)));
        if (stop == nullptr) stop = end;
        while (true) {
            auto const* next = static_cast<char const*>(std::memchr(at, separator, static_cast<std::size_t>(stop - at)));
            if (next == nullptr) next = stop;
            auto const length = static_cast<std::uint64_t>(next - at);
            if (length > counts.longest) counts.longest = length;
            ++counts.elements;
            at = next + 1;
            if (next == stop) break;
        }
        ++counts.segments;
    }
    return counts;
}

} // namespace bench
