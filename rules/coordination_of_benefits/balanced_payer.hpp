// Which payers of a claim the COB equations can be applied to.
#pragma once

#include <algorithm>

#include "rules/facts.hpp"

namespace rules {

/// Whether every 2430 loop of the claim can be given to its payer, so that a sum over them is complete. Without 2430 loops nothing
/// has to be told apart.
inline bool is_told_apart(ClaimFacts const& facts, PayerFacts const& payer) {
    if (facts.line_payers.empty()) return true;
    return payer.id_unique && std::find(facts.line_payers.begin(), facts.line_payers.end(), no_index) == facts.line_payers.end();
}

} // namespace rules
