#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/over_claims/wording.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier || facts.earlier->likeness != Likeness::same) return;
    EarlierClaims const& earlier = *facts.earlier;
    Finding* const told = report.add(facts.claim.control_number.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "the same claim as ";
        say_claim(m, earlier.like);
        m << (earlier.same_number ? ", with the same CLM01" : ", which has another CLM01");
    });
    if (told) told->earlier = {&earlier.like, 1};
}

} // namespace

extern Rule const claim_repeated;
constinit Rule const claim_repeated{
    .id = "R101",
    .name = "claim-repeated",
    .snip = 7,
    .title = "A claim is in the run twice",
    .explanation =
        "The run has a claim before this one, in this file or another, of the same kind and frequency, from the same billing provider for "
        "the "
        "same patient to the same payer, with the same charge, place, diagnoses and practitioners, and with the same lines: dates, "
        "procedures, "
        "modifiers, units, charges, drugs. A payer denies the second one. The claim's own number (CLM01) does not matter; it does where "
        "every "
        "line says itself why it repeats another (76, 77, 59, XE, XP, XS, XU, JW, or units that fill the field). A replacement (frequency "
        "7) "
        "and a cancellation (8) are no duplicates of the claim they are about. Only claims that were accepted count: what is sent again "
        "beside a rejected claim or set goes on.",
    .help =
        "Send it once. If the service was given twice, say so on the lines (76, 77 or a modifier for a distinct service); if this corrects "
        "the first one, send it with frequency 7 and the payer's number of the first.",
    .claim_status = {"A3:54"},
    .source = "claim status 54 duplicate of a claim or line, as published payer edits use it (A3:54); 837 guides: CLM05-3",
    .fires = {"837p-clean.edi", "SE*88*0001~",
              "CLM*RB-1004*360***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
              "LIN**N4*00069019602~\nCTP****0.2*ML~\nLX*2~\nSV1*HC:J2371:JB:76*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L2~\n"
              "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*104*0001~"},
    .passes =
        {"837p-clean.edi", "SE*88*0001~",
         "CLM*RB-1004*180***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB*180*UN*20***1:2~\nDTP*472*D8*20261009~\nREF*6R*RB1004L1~\n"
         "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*99*0001~"},
    .over_claims = true,
    .check = check,
};

} // namespace rules
