// How messages name an earlier claim: so that it is found in its file.
#pragma once

#include <string_view>

#include "rules/earlier_claims.hpp"
#include "rules/message.hpp"

namespace rules {

inline constexpr std::size_t longest_path = 200; ///< characters of a file's path that a message shows

/// " (ISA13 000000101, ST02 0001)"
inline void say_envelope(Message& m, EarlierClaim const& claim) {
    m << " (ISA13 ";
    m.printable(claim.interchange, longest_path) << ", ST02 ";
    m.printable(claim.set, longest_path) << ')';
}

/// "claim RB-1003 at byte 1822 of march/a.edi (ISA13 000000101, ST02 0001)"; without a file it is the one of the claim at hand.
inline void say_claim(Message& m, EarlierClaim const& claim) {
    m << "claim ";
    m.printable(claim.number, longest_path) << " at byte " << claim.offset;
    if (!claim.input.empty()) {
        m << " of ";
        m.printable(claim.input, longest_path);
    }
    say_envelope(m, claim);
}

} // namespace rules
