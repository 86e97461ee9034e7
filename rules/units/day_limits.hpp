// Limits on the units of a drug that one patient can have on one day.
#pragma once

#include <cstdint>
#include <optional>

#include "rules/elements.hpp"
#include "rules/facts.hpp"

namespace rules {

inline bool applies(DayLimit const& limit, edi::Claim const& claim) {
    return limit.applies_to == AppliesTo::both || (limit.applies_to == AppliesTo::professional) == is_professional(claim);
}

/// The most severe limit on the line's drug that `units` exceed in `days` days, the highest of equals; null when none is exceeded.
inline DayLimit const* exceeded(ClaimFacts const& facts, LineFacts const& line, edi::Decimal units, std::int64_t days) {
    DayLimit const* worst = nullptr;
    for (DayLimit const& limit : line.drug->limits) {
        if (!applies(limit, facts.claim) || !line.within(limit.valid)) continue;
        // One day nearly always.
        std::optional<edi::Decimal> const allowed = days == 1 ? limit.units : edi::multiply(limit.units, {days, 0});
        if (!allowed || edi::compare(units, *allowed) <= 0) continue;
        if (!worst || limit.severity < worst->severity ||
            (limit.severity == worst->severity && edi::compare(limit.units, worst->units) > 0))
            worst = &limit;
    }
    return worst;
}

} // namespace rules
