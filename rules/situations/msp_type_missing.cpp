#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/payer_kind.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& coverage = facts.claim.subscriber->coverage;
    if (!is_medicare(coverage.filing_code.text) || coverage.msp_type.present()) return;
    if (!coverage.sequence.present() || is_one_of(coverage.sequence.text, {"P", "U"})) return;
    report.add(coverage.msp_type.place, edi::LoopId::L2000B, 0, {coverage.filing_code.place}, [&](Message& m) {
        m << "Medicare (SBR09 " << coverage.filing_code.text << ") is not the first payer (SBR01 ";
        m.printable(coverage.sequence.text, 4) << "), and SBR05 does not say why";
    });
}

} // namespace

extern Rule const msp_type_missing;
constinit Rule const msp_type_missing{
    .id = "N109",
    .name = "msp-type-missing",
    .snip = 4,
    .title = "Medicare pays second and the reason is not said",
    .explanation = "Medicare is the destination of this 837P and not the first payer (SBR01 is not P). SBR05 must say why another "
                   "payer comes first: 12 an employer's plan of a working aged patient, 13 end-stage renal disease, 14 no-fault, 15 "
                   "workers' compensation, 16 other federal, 41 black lung, 42 veterans, 43 disability, 47 liability.",
    .help = "Set SBR05 of 2000B to the reason; ask the patient if it is not known.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A6:283"},
    .source = "837P 2000B SBR05, SBR09; published clearinghouse edit; claim status 283 Medicare entitlement",
    .fires = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402******MB~"},
    .passes = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402**12****MB~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
