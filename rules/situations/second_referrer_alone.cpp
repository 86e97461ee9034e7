#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Party const* second = nullptr;
    for (edi::Party const& provider : edi::Claim::part(facts.claim.providers, facts.claim.own_providers)) {
        if (provider.loop != edi::LoopId::L2310A) continue;
        if (provider.entity.text == "DN") return;
        if (!second && provider.entity.text == "P3") second = &provider;
    }
    if (!second) return;
    report.add(second->entity.place, edi::LoopId::L2310A, 0, {},
               [](Message& m) { m << "the only referring provider has code P3, which is a second one's"; });
}

} // namespace

extern Rule const second_referrer_alone;
constinit Rule const second_referrer_alone{
    .id = "N607",
    .name = "second-referrer-alone",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Second referring provider without a first",
    .explanation = "A single referring provider has the code DN. P3 is for the primary care provider who referred before that one, "
                   "and stands second. This claim has P3 only.",
    .help = "Send DN in NM101.",
    .applies_to = AppliesTo::professional,
    .source = "837P 2310A NM101: DN for the first or only referral, P3 for an additional one",
    .fires = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~",
              "NM1*P3*1*OKAFOR*NGOZI****XX*1550218733~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~"},
    .passes = {"837p-clean.edi", "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~",
               "NM1*DN*1*OKAFOR*NGOZI****XX*1550218733~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~"},
    .needs = trait::doubtful_providers,
    .check = check,
};

} // namespace rules
