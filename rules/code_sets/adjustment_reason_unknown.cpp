#include "rules/code_sets/adjustment_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    TableInfo const& table = facts.tables.adjustments().info;
    each_adjustment(facts, [&](edi::Adjustment const& adjustment, Days const& days, edi::LoopId loop, std::uint32_t line) {
        if (!facts.tables.adjustment(AdjustmentKind::reason, adjustment.reason.text).empty()) return;
        report.at_most(is_covered(table, days) ? Severity::error : Severity::warning)
            .add(adjustment.reason.place, loop, line, {}, [&](Message& m) {
                m << "there is no adjustment reason ";
                m.printable(adjustment.reason.text, 8);
                if (!is_covered(table, days))
                    m << "; the table (" << table.version << ") knows those of decisions to " << table.covers.to << ", so it may be newer";
            });
    });
}

} // namespace

extern Rule const adjustment_reason_unknown;
constinit Rule const adjustment_reason_unknown{
    .id = "K401",
    .name = "adjustment-reason-unknown",
    .snip = 5,
    .title = "Adjustment reason (CAS) that is no claim adjustment reason code",
    .explanation =
        "CAS02, 05, 08, ... are claim adjustment reason codes (CARC), copied from the other payer's remittance. A code that the list never "
        "had is an error when the payer decided on a day that the table covers, else a warning: the code may be newer.",
    .help = "Copy the code from the remittance; where it had a private code or none, 192 is the code for that.",
    .claim_status = {"A7:521"},
    .source = "code table adjustments: CARC with dates; 837 2320/2430 CAS; X12 RFI 1517 (192); claim status 521 adjustment reason",
    .fires = {"837p-cob.edi", "CAS*CO*45*30~\nCAS*PR*2*24~\nDTP*573*D8*20261021~", "CAS*CO*945*30~\nCAS*PR*2*24~\nDTP*573*D8*20240521~"},
    .passes = {"837p-cob.edi", "CAS*PR*1*50~", "CAS*PR*2*50~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
