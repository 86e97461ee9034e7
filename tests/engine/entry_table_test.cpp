// The table behind the comparison of claims.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <vector>

#include "engine/history/entry_table.hpp"

using engine::history::Entry;
using engine::history::EntryTable;

TEST_CASE("entries of a key come back in the order in which they were added, however the table grew") {
    std::mt19937_64 random(1);
    EntryTable table(std::size_t{1} << 30);
    std::map<std::uint64_t, std::vector<std::uint32_t>> expected;
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        // Few parts and neighbouring keys, so that searches run into each other and over the end.
        std::uint64_t const part = (random() % 4) << 56, end_of_part = 0x00FF'FFFF'FFFF'0001;
        std::uint64_t const key = part | (i % 3 ? (random() >> 8 | 1) : end_of_part + 2 * (random() % 0x100));
        if (expected[key].size() == 5) continue;
        expected[key].push_back(i);
        REQUIRE(table.add({key, i, i, 0}));
    }
    std::uint64_t entries = 0;
    for (auto const& [key, claims] : expected) {
        std::vector<std::uint32_t> found;
        table.each(key, [&](Entry const& entry) {
            found.push_back(entry.claim);
            return true;
        });
        entries += claims.size();
        REQUIRE(found == claims);
    }
    CHECK(table.entries() == entries);
    CHECK(table.bytes() >= entries * sizeof(Entry) * 5 / 4);
}

TEST_CASE("a table takes no more memory than it may, and keeps what it has") {
    std::mt19937_64 random(2);
    EntryTable table(100'000);
    std::vector<std::uint64_t> keys;
    for (;;) {
        keys.push_back(random() | 1);
        if (!table.add({keys.back(), 7, 0, 0})) break;
    }
    CHECK(table.bytes() <= 100'000);
    CHECK(table.entries() == keys.size() - 1);
    keys.pop_back();
    for (std::uint64_t const key : keys) {
        bool found = false;
        table.each(key, [&](Entry const& entry) { return !(found = entry.print == 7); });
        CHECK(found);
    }
}

TEST_CASE("in a large table an entry takes less than 40 bytes with what is free") {
    std::mt19937_64 random(3);
    EntryTable table(std::size_t{1} << 30);
    for (std::uint32_t i = 0; i < 1'000'000; ++i) REQUIRE(table.add({random() | 1, 0, i, 0}));
    std::size_t const each = table.bytes() / table.entries();
    MESSAGE("bytes an entry: ", each);
    CHECK(each < 40);
}
