#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Coverage const& own = facts.claim.subscriber->coverage;
    if (own.filing_code.text != "MA") return;
    report.add(own.filing_code.place, edi::LoopId::L2000B, 0, {},
               [](Message& m) { m << "SBR09 is MA, Medicare Part A, on a professional claim: Part B (MB) pays for these"; });
}

} // namespace

extern Rule const medicare_part_of_other_guide;
constinit Rule const medicare_part_of_other_guide{
    .id = "C315",
    .name = "medicare-part-of-other-guide",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Medicare Part A as payer of a professional claim",
    .explanation = "SBR09 tells the kind of payer. Part A of Medicare pays hospitals and other institutions, which bill with 837I; "
                   "professional services and supplies are Part B's (MB). Medicare's front ends return professional claims with another "
                   "kind.",
    .help = "Set SBR09 of 2000B to MB, or send the claim as 837I.",
    .applies_to = AppliesTo::professional,
    .claim_status = {"A7:480:PR"},
    .source = "837P 2000B SBR09; claim status 480 in Medicare's published lists of rejections (the element is our reading of it)",
    .fires = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402**12****MA~"},
    .passes = {"837p-cob.edi", "SBR*S*18*NLH4402******HM~", "SBR*S*18*NLH4402**12****MB~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
