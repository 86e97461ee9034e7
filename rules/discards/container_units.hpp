// What a container holds in billing units, and what was thrown away of it.
#pragma once

#include "rules/facts.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

/// The line is for discarded drug, and does not say at the same time that none was (M102). False when the policy has no such modifiers.
inline bool is_discarded(ClaimFacts const& facts, std::uint32_t line) {
    Discards const& discards = facts.policy.sections().discards;
    return discards.given() && has_modifier(facts.claim.lines[line], discards.discarded()) &&
           !has_modifier(facts.claim.lines[line], discards.none());
}
/// The line says that none was discarded.
inline bool says_none_discarded(ClaimFacts const& facts, std::uint32_t line) {
    Discards const& discards = facts.policy.sections().discards;
    return discards.given() && has_modifier(facts.claim.lines[line], discards.none());
}

/// The units that `count` containers of the line's NDC hold, a rest rounded up; nothing when the policy cannot tell.
inline std::optional<std::int64_t> container_units(LineFacts const& line, std::int64_t count) {
    if (!line.drug || !line.strength) return std::nullopt;
    return units_of(edi::multiply(line.strength->amount_per_item, {count, 0}), line.drug->unit_amount);
}

/// The place of the modifier on the line, or of the procedure.
inline edi::Place place_of_modifier(edi::ServiceLine const& line, std::string_view modifier) {
    for (edi::Field const& field : line.modifiers)
        if (field.text == modifier) return field.place;
    return line.procedure.place;
}

} // namespace rules
