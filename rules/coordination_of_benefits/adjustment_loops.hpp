// The adjustments of a claim, loop by loop.
#pragma once

#include "rules/elements.hpp"
#include "rules/facts.hpp"

namespace rules {

/// Calls `look` with the adjustments (CAS) of each 2320 and 2430 loop that has some: their range in Claim::adjustments, the payer's id, the loop,
/// and the number of the line (0 = of the claim).
template <class Look>
void each_adjustment_loop(edi::Claim const& claim, Look&& look) {
    for (edi::OtherPayer const& other : claim.other_payers)
        if (other.adjustments.count > 0) look(other.adjustments, other.payer.id, edi::LoopId::L2320, 0U);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        ++number;
        for (edi::Adjudication const& adjudication : edi::Claim::part(claim.adjudications, line.adjudications))
            if (adjudication.adjustments.count > 0) look(adjudication.adjustments, adjudication.payer_id, edi::LoopId::L2430, number);
    }
}

/// "CAS of payer PMH01"
inline void say_cas(Message& m, edi::Field const& payer) {
    m << "CAS of ";
    say_payer(m, payer);
}

} // namespace rules
