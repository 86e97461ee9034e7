#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/payer_kind.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void look(Report& report, edi::Coverage const& coverage, edi::LoopId loop) {
    if (!coverage.msp_type.present()) return;
    bool const medicare = is_medicare(coverage.filing_code.text);
    if (medicare && coverage.sequence.text != "P") return;
    report.add(coverage.msp_type.place, loop, 0, {}, [&](Message& m) {
        m << "SBR05 is ";
        m.printable(coverage.msp_type.text, 4) << ", but "
                                               << (medicare ? "Medicare is the first payer" : "the payer is not Medicare (SBR09 MA or MB)");
    });
}

void check(ClaimFacts const& facts, Report& report) {
    look(report, facts.claim.subscriber->coverage, edi::LoopId::L2000B);
    for (edi::OtherPayer const& other : facts.claim.other_payers) look(report, other.coverage, edi::LoopId::L2320);
}

} // namespace

extern Rule const msp_type_misplaced;
constinit Rule const msp_type_misplaced{
    .id = "N110",
    .name = "msp-type-misplaced",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Reason for Medicare to pay second without such a Medicare",
    .explanation = "SBR05 says why another payer comes before Medicare. Here the payer of the SBR is not Medicare, or it is the "
                   "first payer. Some payers reject what they did not ask for.",
    .help = "Leave SBR05 out, or correct SBR01 and SBR09.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2000B and 2320 SBR05: sent only for a Medicare that is not the first payer",
    .fires = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402**12****HM~"},
    .passes = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402**12****MB~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
