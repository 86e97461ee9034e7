// How messages name an earlier claim: by its position alone, never by what it says.
#pragma once

#include <string_view>

#include "rules/earlier_claims.hpp"
#include "rules/message.hpp"

namespace rules {

inline constexpr std::size_t longest_path = 200; ///< characters of a file's path that a message shows

/// "claim 3 of set 1", "claim 3 of set 1 of march/a.edi".
inline void say_claim(Message& m, EarlierClaim const& claim) {
    m << "claim " << claim.claim_no << " of set " << claim.set_no;
    if (claim.input.empty()) return;
    m << " of ";
    m.printable(claim.input, longest_path);
}

} // namespace rules
