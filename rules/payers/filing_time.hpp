// The service from which the time for filing a claim is counted.
#pragma once

#include <optional>

#include "rules/facts.hpp"

namespace rules {

struct FirstService {
    edi::Day day;
    edi::Place place;
    edi::LoopId loop = edi::LoopId::L2400;
    std::uint32_t line = 0; ///< 1 = first; 0 = the claim's own date
};

/// 837P: the oldest last day of a line's service (DTP*472). 837I: the last day of the statement (DTP*434). Nothing when no such day can be read.
inline std::optional<FirstService> first_service(edi::Claim const& claim) {
    std::optional<FirstService> first;
    if (claim.guide == edi::GuideId::institutional) {
        edi::Date const* const statement = statement_dates(claim);
        if (statement && statement->ok()) first = {statement->through, statement->value.place, edi::LoopId::L2300, 0};
        return first;
    }
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : claim.lines) {
        ++number;
        edi::Date const& date = line.service_date;
        if (date.ok() && (!first || date.through < first->day)) first = {date.through, date.value.place, edi::LoopId::L2400, number};
    }
    return first;
}

} // namespace rules
