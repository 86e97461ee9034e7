// Limits on the units of a drug that one patient can have on one day: the one place that says which hold for a line.
#pragma once

#include <cstdint>
#include <optional>

#include "rules/elements.hpp"
#include "rules/facts.hpp"

namespace rules {

/// Calls `visit(limit)` with every limit a day that holds for the line, which must have a drug.
template <class Visit>
void each_day_limit(ClaimFacts const& facts, LineFacts const& line, Visit&& visit) {
    for (DayLimit const& limit : line.drug->limits) {
        bool const applies =
            limit.applies_to == AppliesTo::both || (limit.applies_to == AppliesTo::professional) == is_professional(facts.claim);
        if (applies && line.within(limit.valid)) visit(limit);
    }
}

/// The most severe limit on the line's drug that `units` exceed in `days` days, the highest of equals; null when none is exceeded.
inline DayLimit const* exceeded(ClaimFacts const& facts, LineFacts const& line, edi::Decimal units, std::int64_t days) {
    DayLimit const* worst = nullptr;
    each_day_limit(facts, line, [&](DayLimit const& limit) {
        // One day nearly always.
        std::optional<edi::Decimal> const allowed = days == 1 ? limit.units : edi::multiply(limit.units, {days, 0});
        if (!allowed || edi::compare(units, *allowed) <= 0) return;
        if (!worst || limit.severity < worst->severity ||
            (limit.severity == worst->severity && edi::compare(limit.units, worst->units) > 0))
            worst = &limit;
    });
    return worst;
}

/// Whether the code tables' limit for the line is one to go by. A limit of nothing stands for "another kind of provider bills this"; whoever bills it
/// may have a reason.
inline bool counts(ClaimFacts const& facts, LineFacts const& line) {
    if (!line.unit_limit || line.unit_limit->units == 0) return false;
    return !line.day_known || facts.tables.unit_limits().info.covers.from <= line.in_force;
}

/// The code tables' limit for a day of the line's code, over all lines and claims; null: it has none, or one for each line.
inline UnitLimitRow const* table_day_limit(ClaimFacts const& facts, LineFacts const& line) {
    constexpr unsigned per_line = 1;
    return counts(facts, line) && line.unit_limit->indicator != per_line ? line.unit_limit : nullptr;
}

} // namespace rules
