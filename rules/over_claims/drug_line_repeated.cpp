#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/over_claims/wording.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier) return;
    for (RepeatedLine const& repeated : facts.earlier->lines) {
        edi::ServiceLine const& line = facts.claim.lines[repeated.line];
        Finding* const told = report.add(line.procedure.place, edi::LoopId::L2400, repeated.line + 1, {}, [&](Message& m) {
            m << line.procedure.text << " on " << facts.lines[repeated.line].day << " is on ";
            say_claim(m, repeated.claim);
            m << " as well, with the same modifiers, NDC and units";
        });
        if (told) told->earlier = {&repeated.claim, 1};
    }
}

} // namespace

extern Rule const drug_line_repeated;
constinit Rule const drug_line_repeated{
    .id = "R103",
    .name = "drug-line-repeated",
    .snip = 6,
    .title = "A drug line is on an earlier claim as well",
    .explanation = "An earlier claim of the run, from the same billing provider for the same patient to the same payer, has a line with "
                   "the same drug, day, "
                   "modifiers, NDC, units, place, practitioner and prescription, and this line does not say why it is another dose. The "
                   "payer denies it as "
                   "a duplicate. Not meant are lines with a repeat modifier (76, 77, 59, XE, XP, XS, XU), discarded drug (JW), a line "
                   "whose units fill the "
                   "field (999, 9999), and replacements (frequency 7) of the earlier claim. Only accepted claims count.",
    .help = "Bill the dose on one claim. If it was another dose on the same day, add the modifier that fits (76 repeat by the same "
            "practitioner, "
            "77 by another).",
    .claim_status = {"A3:54"},
    .source = "claim status 54 duplicate of a line, as published payer edits use it (A3:54); policy: repeat modifiers",
    .fires = {"837p-clean.edi", "SE*88*0001~",
              "CLM*RB-1004*189***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
              "LX*2~\nSV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L2~\n"
              "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*103*0001~"},
    .passes =
        {"837p-clean.edi", "SE*88*0001~",
         "CLM*RB-1004*189***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
         "LX*2~\nSV1*HC:J2371:JB:76*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L2~\n"
         "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*103*0001~"},
    .over_claims = true,
    .stands_on_policy = true,
    .data = show_repeat_modifiers,
    .check = check,
};

} // namespace rules
