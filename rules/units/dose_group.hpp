// Lines of one NDC and day whose units and quantities are judged, and shown, together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rules/facts.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

struct DoseGroup {
    std::span<std::uint32_t const> lines; ///< in order of line
    DoseSum sum;
    Cents charges;
    bool judged = true; ///< false: a value is missing or the policy cannot convert it

    /// The right units; nothing where they cannot be told.
    std::optional<std::int64_t> expected() const { return judged ? sum.expected() : std::nullopt; }
};

/// `lines`: a run of ClaimFacts::dosed_lines as each_ndc_and_day() gives it.
inline DoseGroup add_up(ClaimFacts const& facts, std::span<std::uint32_t const> lines) {
    DoseGroup group;
    group.lines = lines;
    group.sum.drug = facts.lines[lines.front()].dosed;
    for (std::uint32_t const i : lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        group.judged = group.judged && line.drug.present() && group.sum.add(line, facts.lines[i].strength);
        group.charges.add(line.charge);
    }
    return group;
}

} // namespace rules
