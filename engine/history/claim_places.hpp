// What a finding names an earlier claim by, and what it is compared with part by part: CLM01, the byte at which it begins, ClaimKeys::parts.
// Claims come in the order of the run and are written one behind the other, about 12 bytes and CLM01 each, in chunks that never move.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace engine::history {

struct ClaimPlace {
    std::string_view number;  ///< CLM01, at most ClaimPlaces::longest_number bytes of it
    std::uint64_t offset = 0; ///< of its CLM, bytes from the start of its input
    std::uint64_t parts = 0;  ///< rules::ClaimKeys::parts
};

class ClaimPlaces {
public:
    static constexpr std::size_t longest_number = 50; ///< CLM01 has 38 characters where it is right
    static constexpr std::size_t chunk_bytes = 4096;

    /// Bytes that the next add() can take.
    std::size_t bytes_for_next() const { return chunks_.empty() || used_ + longest_entry > chunk_bytes ? chunk_bytes : 0; }
    /// Claims are numbered over the run; ascending, not all of them.
    void add(std::uint32_t claim, ClaimPlace const& place);
    /// That of a claim that was added; the number is valid as long as this object. Nothing where it was not added.
    ClaimPlace find(std::uint32_t claim) const;
    std::size_t bytes() const { return chunks_.size() * chunk_bytes + marks_.size() * sizeof(Mark); }

private:
    static constexpr std::size_t longest_entry = 5 + 10 + 8 + 1 + longest_number;
    static constexpr std::uint32_t entries_a_mark = 32;

    /// From where a search can begin; the entry there is told by differences to it.
    struct Mark {
        std::uint64_t offset = 0;
        std::uint32_t claim = 0, chunk = 0, at = 0;
    };

    std::vector<std::unique_ptr<unsigned char[]>> chunks_;
    std::deque<Mark> marks_;
    std::size_t used_ = 0;         ///< of the last chunk
    std::uint32_t since_mark_ = 0; ///< entries
    std::uint64_t last_offset_ = 0;
    std::uint32_t last_claim_ = 0;
};

} // namespace engine::history
