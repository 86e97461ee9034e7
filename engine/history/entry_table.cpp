#include "engine/history/entry_table.hpp"

#include <algorithm>
#include <utility>

namespace engine::history {
namespace {

constexpr std::size_t least_slots = 64, slots_behind = 16;
constexpr std::size_t ample =
    8; ///< as long as an eighth of the limit is not used parts grow by half, which moves entries less often; then by a fourth

} // namespace

bool EntryTable::add(Entry const& entry) {
    Part& part = part_of(entry.key);
    bool const full = (part.used + 1) * 5 > part.size * 4;
    if (full && !grow(part)) return false;
    for (;;) {
        Entry* at = &part.slots[home(entry.key, part.size)];
        while (at->key != 0 && at->key <= entry.key) ++at;
        Entry* free = at;
        while (free->key != 0) ++free;
        if (free == &part.slots.back()) {
            if (!extend(part)) return false;
            continue;
        }
        std::move_backward(at, free, free + 1);
        *at = entry;
        ++part.used;
        ++entries_;
        return true;
    }
}

// Room at the end, for keys that are not spread evenly.
bool EntryTable::extend(Part& part) {
    std::size_t const more = std::max(slots_behind, part.slots.size() / 8);
    if (bytes_ + more * sizeof(Entry) > most_bytes_) return false;
    part.slots.resize(part.slots.size() + more);
    bytes_ += more * sizeof(Entry);
    return true;
}

bool EntryTable::grow(Part& part) {
    std::size_t const size = part.size;
    std::size_t const larger = std::max(least_slots, size + size / (bytes_ < most_bytes_ / ample ? 2 : 4));
    std::size_t const before = part.slots.size() * sizeof(Entry);
    if (bytes_ - before + (larger + slots_behind) * sizeof(Entry) > most_bytes_) return false;
    std::vector<Entry> slots(larger + slots_behind);
    std::size_t next = 0;
    for (Entry const& entry : part.slots) {
        if (entry.key == 0) continue;
        next = std::max(next, home(entry.key, larger));
        if (next + slots_behind >= slots.size()) slots.resize(next + 1 + slots_behind); // likewise
        slots[next++] = entry;
    }
    bytes_ += slots.size() * sizeof(Entry) - before;
    part.slots = std::move(slots);
    part.size = larger;
    return true;
}

} // namespace engine::history
