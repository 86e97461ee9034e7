#include "engine/history/entry_table.hpp"

#include <algorithm>
#include <utility>

namespace engine::history {
namespace {

constexpr std::size_t least_slots = 16;
constexpr std::size_t large_part = 1024; ///< slots from which a part grows by a fourth: before it is cheaper to grow by half

} // namespace

void EntryTable::put(Entry const& entry, std::vector<Entry>& slots) {
    std::size_t at = home(entry.key, slots.size());
    while (slots[at].key != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = entry;
}

bool EntryTable::add(Entry const& entry) {
    Part& part = part_of(entry.key);
    bool const full = (part.used + 1) * 5 > part.slots.size() * 4;
    if (full && !grow(part)) return false;
    put(entry, part.slots);
    ++part.used;
    ++entries_;
    return true;
}

bool EntryTable::grow(Part& part) {
    std::size_t const size = part.slots.size();
    std::size_t const larger = std::max(least_slots, size + size / (size < large_part ? 2 : 4));
    if (bytes_ + (larger - size) * sizeof(Entry) > most_bytes_) return false;
    std::vector<Entry> slots(larger);
    // The run of entries that goes over the end comes last, so that the oldest of a key stays first.
    std::size_t first = 0;
    while (first < size && part.slots[first].key != 0) ++first;
    for (std::size_t i = 0; i < size; ++i) {
        Entry const& entry = part.slots[(first + i) % size];
        if (entry.key != 0) put(entry, slots);
    }
    bytes_ += (larger - size) * sizeof(Entry);
    part.slots = std::move(slots);
    return true;
}

} // namespace engine::history
