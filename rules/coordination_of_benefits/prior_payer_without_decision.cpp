#include "rules/coordination_of_benefits/balanced_payer.hpp"
#include "rules/coordination_of_benefits/payer_order.hpp"
#include "rules/elements.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

/// An explanation of benefits follows by other ways (PWK01 EB), with what the payer decided.
bool sends_explanation(edi::Claim const& claim) {
    for (edi::Attachment const& attachment : claim.attachments)
        if (attachment.type.text == "EB") return true;
    return false;
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    auto const turn = turn_of(own);
    if (!turn || sends_explanation(facts.claim)) return;
    for (std::size_t i = 0; i < facts.payers.size(); ++i) {
        edi::OtherPayer const& other = facts.claim.other_payers[i];
        auto const theirs = turn_of(other.coverage);
        if (!theirs || *theirs >= *turn || facts.payers[i].decided || other.non_covered.field.present()) continue;
        if (!is_told_apart(facts, facts.payers[i])) continue;
        report.add(other.coverage.place, edi::LoopId::L2320, 0, {own.sequence.place}, [&](Message& m) {
            say_payer(m, other.payer.id);
            m << " (SBR01 " << other.coverage.sequence.text << ") comes before the payer of the claim (" << own.sequence.text
              << "), and neither AMT*D nor CAS nor 2430 says what it decided";
        });
    }
}

} // namespace

extern Rule const prior_payer_without_decision;
constinit Rule const prior_payer_without_decision{
    .id = "C306",
    .name = "prior-payer-without-decision",
    .severity = Severity::warning,
    .snip = 4,
    .title = "An earlier payer has not decided",
    .explanation = "A later payer pays on top of what the earlier ones decided: for each of them the claim has the amount paid (AMT*D, "
                   "zero when it is nothing), adjustments (CAS) and the date (DTP*573). A payer that was not billed because it does not "
                   "cover the service has AMT*A8 instead. Not told: claims that announce an explanation of benefits (PWK01 EB).",
    .help = "Wait for the earlier payer's remittance and send what it says, or send AMT*A8 if it was passed over with reason.",
    .claim_status = {"A6:286"},
    .source = "837 2320 AMT*D, CAS, AMT*A8 and 2430; published payer edits on coordination of benefits; claim status 286 other "
              "payer's explanation of benefits",
    .fires = {"837p-cob.edi", "CAS*CO*45*18~\nCAS*PR*2*12~\nAMT*D*60~\n", ""},
    .passes = {"837p-cob.edi", "CAS*CO*45*18~\nCAS*PR*2*12~\nAMT*D*60~\n", "AMT*A8*90~\n"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
