// What several rules on NDCs and codes of drugs say and ask.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "rules/facts.hpp"
#include "rules/message.hpp"

namespace rules {

/// The drugs that list the line's NDC on its day, in order of code.
struct OwnersOnDay {
    std::array<NdcOwner, 8> list; ///< the first of them: no NDC has more in the tables
    std::size_t count = 0;
    std::span<NdcOwner const> all() const { return std::span(list).first(count); }
};
inline OwnersOnDay owners_on_day(ClaimFacts const& facts, LineFacts const& line) {
    Drugs const& drugs = facts.policy.sections().drugs;
    OwnersOnDay found;
    for (NdcOwner const& owner : line.ndc_owners)
        if (line.within(drugs.drug_of(owner).valid) && line.within(drugs.strength_of(owner).valid) && found.count < found.list.size())
            found.list[found.count++] = owner;
    return found;
}

/// How sure the tables are of the first of `owners` and that there is no other: nothing that they alone know, or that they know of several
/// codes, rejects a claim.
Severity surest(ClaimFacts const& facts, std::span<NdcOwner const> owners);

/// "dalteparin sodium, J1645 (2500 IU a unit)"; with several owners "..., J1645 (2500 IU a unit) or J2371 (250 IU a unit)".
void say_owners(ClaimFacts const& facts, std::span<NdcOwner const> owners, Message& m);

/// "; CTP04 0.2 ML makes 2 units of J1645": the line as it should be; nothing when it cannot be told.
void say_right_units(ClaimFacts const& facts, edi::ServiceLine const& line, NdcOwner const& owner, Message& m);

} // namespace rules
