// What the parallel stage notes of each claim for the comparison over the run, and what comes back of it.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/claim_keys.hpp"
#include "rules/earlier_claims.hpp"

namespace engine::history {

struct KeyedClaim {
    rules::ClaimKeys keys;
    std::uint32_t days_begin = 0, days_end = 0; ///< its drugs, in KeyedClaims::drug_days
    bool rejected = false;                      ///< by an error of its own or in a level above it
};

/// Of one block, in the order of its claims.
struct KeyedClaims {
    std::vector<KeyedClaim> list;
    std::vector<rules::DrugDayKey> drug_days;

    void clear() {
        list.clear();
        drug_days.clear();
    }
};

/// The claims of one block on which earlier claims of the run bear; nearly always none.
struct BlockHistory {
    struct Told {
        std::uint32_t claim; ///< index in KeyedClaims::list; ascending
        rules::EarlierClaims earlier;
    };
    std::vector<Told> told;
};

} // namespace engine::history
