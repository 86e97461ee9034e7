// What a finding names an earlier claim by.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/history/claim_places.hpp"
#include "rules/claim_keys.hpp"

using engine::history::ClaimPlaces;

TEST_CASE("places of claims are found again, over inputs, gaps and chunks") {
    struct Known {
        std::uint32_t claim;
        std::uint64_t offset, parts;
        std::string number;
    };
    std::mt19937 random(837);
    ClaimPlaces places;
    std::vector<Known> all;
    std::uint32_t claim = 0;
    std::uint64_t offset = 0;
    std::size_t taken = 0;
    for (int i = 0; i < 5000; ++i) {
        claim += static_cast<std::uint32_t>(1 + random() % 3 * (random() % 50 == 0 ? 100'000 : 1));
        offset =
            random() % 500 == 0 ? random() % 400 : offset + random() % 3000 * (random() % 100 == 0 ? 5'000'000'000 : 1); // another input
        all.push_back(
            {claim, offset, std::uint64_t{random()} << 32 | random(), std::string(random() % 60, static_cast<char>('A' + i % 26))});
        taken += places.bytes_for_next();
        places.add(claim, {all.back().number, offset, all.back().parts});
    }
    CHECK(places.bytes() >= taken);
    bool right = true;
    for (Known const& known : all) {
        auto const found = places.find(known.claim);
        right &= found.number == known.number.substr(0, ClaimPlaces::longest_number) && found.offset == known.offset &&
                 found.parts == known.parts;
    }
    CHECK(right);
    CHECK(places.find(claim + 1).number.empty());
    CHECK(ClaimPlaces().find(0).number.empty());
}

TEST_CASE("each part in which claims differ has bits of its own") {
    for (unsigned part = 0; part < rules::claim_parts; ++part) {
        std::uint64_t const print = std::uint64_t{1} << (part * 9 + 8);
        CHECK(rules::differences(0, print) == 1U << part);
        CHECK(rules::differs_in(rules::differences(print, 0), static_cast<rules::ClaimPart>(part)));
    }
    CHECK(rules::differences(7, 7) == 0);
}
