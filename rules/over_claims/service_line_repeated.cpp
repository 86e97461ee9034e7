#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/over_claims/wording.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier) return;
    for (RepeatedLine const& repeated : facts.earlier->services) {
        edi::ServiceLine const& line = facts.claim.lines[repeated.line];
        Finding* const told = report.add(line.procedure.place, edi::LoopId::L2400, repeated.line + 1, {}, [&](Message& m) {
            m << line.procedure.text << " on " << line.service_date.from << " is on ";
            say_claim(m, repeated.claim);
            m << " as well, with the same modifiers, units and charge";
        });
        if (told) told->earlier = {&repeated.claim, 1};
    }
}

} // namespace

extern Rule const service_line_repeated;
constinit Rule const service_line_repeated{
    .id = "R104",
    .name = "service-line-repeated",
    .severity = Severity::warning,
    .snip = 6,
    .title = "A service is on an earlier claim as well",
    .explanation =
        "An earlier claim of the run, from the same billing provider for the same patient to the same payer, has a line with the same "
        "procedure, day, modifiers, units, charge, place, practitioners and drug quantity, and this line does not say why it was done "
        "again. Payers deny it as a duplicate. Not meant are lines with a modifier that explains a repeat (76, 77, 59, 91, XE, XP, XS, "
        "XU), discarded drug (JW), a line whose units fill the field (999, 9999), lines without a procedure code, lines over several days, "
        "lines that charge nothing, and replacements (frequency 7) of the earlier claim. Only accepted claims count. Drugs of the policy "
        "have a rule of their own (R103), and a claim that is there twice as a whole is R101 alone.",
    .help = "Bill the service on one claim. If it was done again on the same day, add the modifier that fits.",
    .claim_status = {"A3:54"},
    .source = "claim status 54 duplicate of a line, as published payer edits use it; policy: repeat modifiers (that it holds for all "
              "services is general knowledge)",
    .fires = {"837p-clean.edi", "SE*88*0001~",
              "CLM*RB-1004*9***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
              "CLM*RB-1005*154***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001005~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1005L1~\n"
              "LX*2~\nSV1*HC:99213*145*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1005L2~\nSE*110*0001~"},
    .passes =
        {"837p-clean.edi", "SE*88*0001~",
         "CLM*RB-1004*9***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
         "CLM*RB-1005*154***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001005~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:36415:91*9*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1005L1~\n"
         "LX*2~\nSV1*HC:99213*145*UN*1***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1005L2~\nSE*110*0001~"},
    .over_claims = true,
    .stands_on_policy = true,
    .data = show_repeat_modifiers,
    .check = check,
};

} // namespace rules
