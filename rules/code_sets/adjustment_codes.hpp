// The day on which another payer decided, which its reasons and remarks are judged by.
#pragma once

#include "rules/code_sets/days.hpp"

namespace rules {

inline Days decision_day(edi::Date const& adjudicated) {
    edi::PeriodReading const period = period_of(adjudicated);
    return {period.from, period.through, period.reading == edi::Reading::ok};
}

/// Of what a payer says at claim level: its own date, else that of its first line.
inline Days decision_day(ClaimFacts const& facts, std::size_t payer) {
    Days const days = decision_day(facts.claim.other_payers[payer].adjudicated);
    if (days.known) return days;
    for (std::size_t i = 0; i < facts.line_payers.size(); ++i)
        if (facts.line_payers[i] == payer) return decision_day(facts.claim.adjudications[i].adjudicated);
    return {};
}

/// Calls `look(adjustment, days, loop, line)` for every adjustment with a reason, of payers first, then of lines.
template <class Look>
void each_adjustment(ClaimFacts const& facts, Look&& look) {
    edi::Claim const& claim = facts.claim;
    for (std::size_t i = 0; i < claim.other_payers.size(); ++i)
        for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, claim.other_payers[i].adjustments))
            if (adjustment.reason.present()) look(adjustment, decision_day(facts, i), edi::LoopId::L2320, std::uint32_t{0});
    for (std::uint32_t line = 0; line < claim.lines.size(); ++line)
        for (edi::Adjudication const& adjudication : edi::Claim::part(claim.adjudications, claim.lines[line].adjudications))
            for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, adjudication.adjustments))
                if (adjustment.reason.present()) look(adjustment, decision_day(adjudication.adjudicated), edi::LoopId::L2430, line + 1);
}

} // namespace rules
