#include "rules/code_sets/adjustment_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    each_adjustment(facts, [&](edi::Adjustment const& adjustment, Days const& days, edi::LoopId loop, std::uint32_t line) {
        auto const rows = facts.tables.adjustment(AdjustmentKind::reason, adjustment.reason.text);
        if (rows.empty() || is_valid(rows, days)) return;
        bool const ended = standing(rows, days.from) == Standing::ended;
        report.add(adjustment.reason.place, loop, line, {}, [&](Message& m) {
            m << "adjustment reason " << adjustment.reason.text << (ended ? " ended on " : " begins on ")
              << (ended ? rows.back().valid.to : rows.front().valid.from) << "; the payer decided on " << days.from;
        });
    });
}

} // namespace

extern Rule const adjustment_reason_out_of_date;
constinit Rule const adjustment_reason_out_of_date{
    .id = "K402",
    .name = "adjustment-reason-out-of-date",
    .severity = Severity::warning,
    .snip = 5,
    .title = "Adjustment reason that was not valid when the other payer decided",
    .explanation =
        "Claim adjustment reason codes begin and end on days. One that was not valid on the day of the other payer's decision is usually "
        "a slip in copying; but where the payer itself used it, it must be passed on as it is, so this is a warning.",
    .help = "Compare with the remittance; if it says so, leave it.",
    .source = "code table adjustments: CARC with dates; 837 2320/2430 CAS and DTP*573",
    .fires = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*15*50~"},
    .passes = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*2*50~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
