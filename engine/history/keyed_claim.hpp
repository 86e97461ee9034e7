// What the parallel stage notes of each claim for the comparison over the run, and what comes back of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/claim_keys.hpp"
#include "rules/earlier_claims.hpp"

namespace engine::history {

struct KeyedClaim {
    rules::ClaimKeys keys;
    /// Its parts of the lists in KeyedClaims.
    std::uint32_t days_begin = 0, days_end = 0, services_begin = 0, services_end = 0, later_begin = 0, later_end = 0;
    std::string_view number;  ///< CLM01, in the block's text
    std::uint64_t offset = 0; ///< of its CLM in the input
    bool rejected = false;    ///< by an error of its own or in a level above it
};

/// Of one block, in the order of its claims.
struct KeyedClaims {
    std::vector<KeyedClaim> list;
    rules::KeyLists lists;

    void clear() {
        list.clear();
        lists.clear();
    }
};

/// The claims of one block on which earlier claims of the run bear, and the sets that were in the run before; nearly always none.
struct BlockHistory {
    struct Told {
        std::uint32_t claim; ///< index in KeyedClaims::list; ascending
        rules::EarlierClaims earlier;
    };
    struct RepeatedSet {
        std::uint32_t item;        ///< its end: index in the block's items; ascending
        rules::EarlierClaim first; ///< first claim of the set that it repeats
    };
    std::vector<Told> told;
    std::vector<RepeatedSet> sets;

    bool any() const { return !told.empty() || !sets.empty(); }
    void clear() {
        told.clear();
        sets.clear();
    }
};

} // namespace engine::history
