#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/over_claims/wording.hpp"

namespace rules {

namespace {

struct Part {
    ClaimPart part;
    std::string_view words;
};
constexpr Part named_parts[] = {{ClaimPart::charge, "the charge (CLM02)"},       {ClaimPart::frequency, "the frequency (CLM05-3)"},
                                {ClaimPart::place, "the place (CLM05-1)"},       {ClaimPart::codes, "diagnoses or other codes (HI)"},
                                {ClaimPart::practitioners, "the practitioners"}, {ClaimPart::units, "units of a line"}};

/// What is known to differ. Other things of a line are named where neither its units nor the charge say why.
void say_differences(Message& m, std::uint32_t differences) {
    std::string_view before = "; what differs: ";
    for (Part const& each : named_parts) {
        if (!differs_in(differences, each.part)) continue;
        m << before << each.words;
        before = ", ";
    }
    bool const explained = differs_in(differences, ClaimPart::units) || differs_in(differences, ClaimPart::charge);
    if (differs_in(differences, ClaimPart::lines) && !explained)
        m << before << "charge, place, practitioners, drug quantity or prescription of a line";
    else if (differences == 0)
        m << "; charge, frequency, place, codes (HI), practitioners, or something of a line differs";
}

void check(ClaimFacts const& facts, Report& report) {
    if (!facts.earlier || facts.earlier->likeness != Likeness::alike) return;
    EarlierClaims const& earlier = *facts.earlier;
    Finding* const told = report.add(facts.claim.control_number.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
        m << "much like ";
        say_claim(m, earlier.like);
        m << (earlier.same_number ? ", which has the same CLM01" : "") << ": same patient, days and procedures";
        say_differences(m, earlier.differences);
    });
    if (told) told->earlier = {&earlier.like, 1};
}

} // namespace

extern Rule const claim_alike;
constinit Rule const claim_alike{
    .id = "R102",
    .name = "claim-alike",
    .severity = Severity::advice,
    .snip = 7,
    .title = "A claim looks like another one of the run",
    .explanation =
        "The run has an original claim before this one from the same billing provider for the same patient to the same payer with the same "
        "procedures, modifiers and drugs on the same days; charge, units, diagnoses, place or practitioners differ. It may be a correction "
        "that was sent as a new claim, which the payer denies as a duplicate or pays twice.",
    .help = "If it corrects the first one, hold the first one back, or send this one with frequency 7 and the payer's number of the first.",
    .source = "general knowledge of payers' duplicate edits; 837 guides: CLM05-3",
    .fires = {"837p-clean.edi", "SE*88*0001~",
              "CLM*RB-1004*370***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
              "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB*190*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
              "LIN**N4*00069019602~\nCTP****0.2*ML~\nLX*2~\nSV1*HC:J2371:JB:76*180*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L2~\n"
              "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*104*0001~"},
    .passes =
        {"837p-clean.edi", "SE*88*0001~",
         "CLM*RB-1004*190***11:B:1*Y*A*Y*Y~\nREF*D9*CW0000001004~\nHI*ABK:I82412*ABF:C3490~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n"
         "PRV*PE*PXC*207RH0000X~\nLX*1~\nSV1*HC:J2371:JB:59*190*UN*20***1:2~\nDTP*472*D8*20261008~\nREF*6R*RB1004L1~\n"
         "LIN**N4*00069019602~\nCTP****0.2*ML~\nSE*99*0001~"},
    .over_claims = true,
    .check = check,
};

} // namespace rules
