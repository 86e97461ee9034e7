#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        PayerFacts const& payer = facts.payers[i];
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        edi::Field const& liability = other.patient_liability.field;
        if (!payer.id_unique || !liability.present() || !payer.line_liability.known()) continue;
        report.add(liability.place, edi::LoopId::L2320, 0, {payer.line_liability}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " has a remaining patient liability (AMT*EAF) for the claim and for a line: send one of the two";
        });
    }
}

} // namespace

extern Rule const patient_liability_at_both_levels;
constinit Rule const patient_liability_at_both_levels{
    .id = "C206",
    .name = "patient-liability-at-both-levels",
    .snip = 4,
    .title = "What is left to the patient stands for the claim and for a line",
    .explanation = "AMT*EAF is what the patient still owes after a payer, as the provider sees it. For each payer it stands for the claim "
                   "(2320) or for the lines (2430), not at both levels: the next payer would add them up.",
    .help = "Keep the level at which the payer decided and take the other one out.",
    .claim_status = {"A8:639"},
    .source = "837 2320 and 2430 AMT*EAF; published clearinghouse edit; claim status 639",
    .fires = {"837p-cob.edi", "DTP*573*D8*20261021~\n", "DTP*573*D8*20261021~\nAMT*EAF*24~\n"},
    .passes = {"837p-cob.edi", "AMT*D*120~", "AMT*D*120~\nAMT*EAF*40~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
