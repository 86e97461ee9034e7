// Days of service of lines and claims, and whether a code table speaks of them.
#pragma once

#include <algorithm>

#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/tables/code_tables.hpp"

namespace rules {

/// Days for which tables are asked: those of the service, unless the run asks for another (Policy::look_up_as_of).
struct Days {
    edi::Day from, through;
    bool known = false;
};

inline Days days_in_force(Policy const& policy, edi::PeriodReading const& period) {
    return {policy.day_in_force(period.from), policy.day_in_force(period.through), period.reading == edi::Reading::ok};
}

/// Of a line; a line without days has those of the statement (may be null), an unreadable day is replaced by nothing.
inline Days line_days(Policy const& policy, edi::ServiceLine const& line, edi::Date const* statement) {
    return days_in_force(policy, service_days(line, statement));
}

/// Of a claim: its statement (837I) or from the first to the last of its lines.
inline Days claim_days(Policy const& policy, edi::Claim const& claim) {
    if (edi::Date const* const statement = statement_dates(claim)) return days_in_force(policy, period_of(*statement));
    Days all;
    for (edi::ServiceLine const& line : claim.lines) {
        Days const days = line_days(policy, line, nullptr);
        if (!days.known) continue;
        all = all.known ? Days{std::min(all.from, days.from), std::max(all.through, days.through), true} : days;
    }
    return all;
}

/// Whether a table is complete for these days, and so knows that a code which it does not have is none.
inline bool is_covered(TableInfo const& table, Days const& days) {
    return days.known && table.covers.holds(days.from) && table.covers.holds(days.through);
}

/// Ends a message about a code that is not in a table which does not cover the days.
inline void say_coverage(Message& m, TableInfo const& table, Days const& days) {
    if (is_covered(table, days)) return;
    m << "; the table (" << table.version << ") is complete for services from " << table.covers.from << " to " << table.covers.to
      << ", so this is no more than a doubt";
}

/// Whether a code with this row, or rows, is valid on the first or the last of the days; with unknown days any row will do.
template <class Row>
bool is_valid(std::span<Row const> rows, Days const& days) {
    if (rows.empty()) return false;
    return !days.known || standing(rows, days.from) == Standing::valid || standing(rows, days.through) == Standing::valid;
}

} // namespace rules
