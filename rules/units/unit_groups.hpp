// Lines of one drug, NDC and day with what is right for all of them together: judged by U105, kept in the database.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rules/drug_groups.hpp"
#include "rules/facts.hpp"
#include "rules/units/conversion.hpp"
#include "rules/units/stake.hpp"

namespace rules {

struct UnitGroup {
    std::span<std::uint32_t const> lines; ///< -> Claim::lines, ascending
    DoseSum sum;
    Cents charges;
    bool judged = true; ///< false: a value is missing or the policy cannot convert it

    /// The right units; nothing when nobody can tell.
    std::optional<std::int64_t> expected() const { return judged ? sum.expected() : std::nullopt; }
    /// The share of the charges (cents) that is for units beyond `right`, negative when units are lacking; nothing when it cannot be told.
    std::optional<std::int64_t> stake(std::int64_t right) const {
        return charges.reliable ? share_of_charge(charges.total, sum.units, right) : std::nullopt;
    }
};

/// The dosed lines of a claim, group by group.
template <class Look>
void each_unit_group(ClaimFacts const& facts, Look&& look) {
    each_ndc_and_day(facts, facts.dosed_lines, [&](std::span<std::uint32_t const> lines) {
        UnitGroup group;
        group.lines = lines;
        group.sum.drug = facts.lines[lines.front()].dosed;
        for (std::uint32_t const i : lines) {
            edi::ServiceLine const& line = facts.claim.lines[i];
            group.judged = group.judged && line.drug.present() && group.sum.add(line, facts.lines[i].strength);
            group.charges.add(line.charge);
        }
        look(group);
    });
}

} // namespace rules
