// What became of the claims of an input in its two split files.
#pragma once

#include <cstdint>

namespace engine::split {

/// accepted + rejected + neither = claims of the input.
struct SplitCounts {
    std::uint64_t accepted = 0;      ///< claims in INPUT.accepted.edi
    std::uint64_t rejected = 0;      ///< claims in INPUT.rejected.edi
    std::uint64_t neither = 0;       ///< claims that stand outside of any set (no interchange can hold them), and `damaged`
    std::uint64_t damaged = 0;       ///< of `neither`: claims of packed inputs that are damaged, of which nothing goes on
    std::uint64_t outside_bytes = 0; ///< text outside of interchanges, whatever it holds
    std::uint64_t lost_lines =
        0; ///< service lines in a set and in no claim, because the CLM is missing: they go with their level, if at all

    SplitCounts& operator+=(SplitCounts const& other) {
        accepted += other.accepted;
        rejected += other.rejected;
        neither += other.neither;
        damaged += other.damaged;
        outside_bytes += other.outside_bytes;
        lost_lines += other.lost_lines;
        return *this;
    }
    friend bool operator==(SplitCounts const&, SplitCounts const&) = default;
};

} // namespace engine::split
