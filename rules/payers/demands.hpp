// What the profile of the claim's payer (policy [[payer]]) demands of its drug lines.
#pragma once

#include <optional>

#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

/// Calls `each(line, profile, severity)` for the drug lines of which the payer has this demand; `line` counts from 0.
template <class Each>
void for_each_demand(ClaimFacts const& facts, std::optional<Severity> PayerProfile::*demand, Each&& each) {
    for (std::uint32_t const i : facts.drug_lines) {
        PayerProfile const* const profile = facts.lines[i].payer;
        if (profile && profile->*demand && profile->is_about(facts.lines[i].drug->code)) each(i, *profile, *(profile->*demand));
    }
}

/// REF with this qualifier that is not marked as another payer's (REF04), or null.
inline edi::Reference const* reference_to_payer(edi::Claim const& claim, edi::Range range, std::string_view qualifier) {
    for (edi::Reference const& reference : edi::Claim::part(claim.references, range))
        if (reference.qualifier.text == qualifier && !reference.owner.present()) return &reference;
    return nullptr;
}

} // namespace rules
