// A compact table of fingerprints: 24 bytes an entry and a quarter to two thirds of that free. It grows in 256 parts, each by a half, later by a fourth, so that
// growing never needs much more memory than there is; and it says when it may not grow. Never shrinks, no deletion.
// A part is an array in ascending order of the keys with gaps: an entry stands where its key says, or as few slots behind as there is room, so
// a search ends soon whether it finds something or not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine::history {

struct Entry {
    std::uint64_t key = 0; ///< what is looked up; 0: a free slot
    std::uint64_t print = 0;
    std::uint32_t claim = 0; ///< number of the claim in the run
    std::uint32_t value = 0;
};

class EntryTable {
public:
    /// May take `most_bytes` of memory.
    explicit EntryTable(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// Calls `visit(entry)` with the entries of `key` (not 0), oldest first, until it returns false. Keys must not change.
    template <class Visit>
    void each(std::uint64_t key, Visit&& visit) {
        Part& part = part_of(key);
        if (part.size == 0) return;
        Entry* at = &part.slots[home(key, part.size)];
        while (at->key != 0 && at->key < key) ++at; // the last slot is always free
        while (at->key == key && visit(*at)) ++at;
    }

    /// False when there is no room: nothing was added.
    bool add(Entry const& entry);

    /// Counts memory of others against the limit; false when there is not so much.
    bool take(std::size_t bytes) {
        if (bytes > most_bytes_ - bytes_) return false;
        bytes_ += bytes;
        return true;
    }

    /// Reads where each() and add() will look. Many such reads in a row wait for memory together; a prefetch would be given up where the
    /// processor does not know the page yet, as in a large table it seldom does.
    std::uint64_t touch(std::uint64_t key) const {
        Part const& part = parts_[key >> part_shift];
        return part.size > 0 ? part.slots[home(key, part.size)].key : 0;
    }

    std::uint64_t entries() const { return entries_; }
    std::size_t bytes() const { return bytes_; }

private:
    static constexpr unsigned part_shift = 56;

    struct Part {
        std::vector<Entry> slots; ///< `size` and some behind for what is pushed over the end; the last one is free
        std::size_t size = 0;
        std::size_t used = 0; ///< at most four fifths of `size`
    };

    Part& part_of(std::uint64_t key) { return parts_[key >> part_shift]; }
    /// Where the search for a key begins: ascending with the key, whatever the size.
    static std::size_t home(std::uint64_t key, std::size_t size) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>(Wide{key << (64 - part_shift)} * size >> 64);
    }
    bool grow(Part& part);
    bool extend(Part& part);

    std::array<Part, std::size_t{1} << (64 - part_shift)> parts_{};
    std::uint64_t entries_ = 0;
    std::size_t bytes_ = 0, most_bytes_;
};

} // namespace engine::history
