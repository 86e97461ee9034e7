#include "rules/code_sets/adjustment_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    TableInfo const& table = facts.tables.adjustments().info;
    for (std::size_t i = 0; i < facts.claim.other_payers.size(); ++i)
        for (edi::Field const& remark : edi::Claim::part(facts.claim.remarks, facts.claim.other_payers[i].remarks)) {
            if (!facts.tables.adjustment(AdjustmentKind::remark, remark.text).empty()) continue;
            Days const days = decision_day(facts, i);
            report.at_most(is_covered(table, days) ? Severity::error : Severity::warning)
                .add(remark.place, edi::LoopId::L2320, 0, {}, [&](Message& m) {
                    m << "there is no remark code ";
                    m.printable(remark.text, 8);
                    if (!is_covered(table, days))
                        m << "; the table (" << table.version << ") knows those of decisions to " << table.covers.to
                          << ", so it may be newer";
                });
        }
}

} // namespace

extern Rule const remark_code_unknown;
constinit Rule const remark_code_unknown{
    .id = "K403",
    .name = "remark-code-unknown",
    .snip = 5,
    .title = "Remark code (MOA, MIA) that is no remittance advice remark code",
    .explanation =
        "MOA03 to 07 (outpatients and professionals) and MIA05 and 20 to 23 (inpatients) are remittance advice remark codes (RARC), copied "
        "from the other payer's remittance. A code that the list does not have is an error when the payer decided on a day that the "
        "table covers, else a warning: the code may be newer.",
    .help = "Copy the code from the remittance, or leave it out.",
    .claim_status = {"A7:286"},
    .source =
        "code table adjustments: RARC; 837 2320 MOA, MIA; Stedi's public claim edits (remark codes must exist); claim status 286 other "
        "payer's explanation",
    .fires = {"837p-cob.edi",
              "OI***Y***Y~\nNM1*IL*1*PENHALIGON*ROSALIND****MI*PM880061107~\nN3*26 ORCHARD "
              "TERRACE~\nN4*SPRINGFIELD*IL*627030026~\nNM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~",
              "OI***Y***Y~\nMOA***MA999~\nNM1*IL*1*PENHALIGON*ROSALIND****MI*PM880061107~\nN3*26 ORCHARD "
              "TERRACE~\nN4*SPRINGFIELD*IL*627030026~\nNM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~\nDTP*573*D8*20240601~"},
    .passes = {"837p-cob.edi", "OI***Y***Y~", "OI***Y***Y~\nMOA***MA01~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
