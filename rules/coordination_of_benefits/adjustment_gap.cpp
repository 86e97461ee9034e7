#include "rules/coordination_of_benefits/adjustment_loops.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Claim const& claim = facts.claim;
    each_adjustment_loop(claim, [&](edi::Range range, edi::Field const& payer, edi::LoopId loop, std::uint32_t line) {
        edi::Place before{};
        for (edi::Adjustment const& adjustment : edi::Claim::part(claim.adjustments, range)) {
            edi::Place const place = adjustment.reason.place;
            bool const same_segment = before.known() && before.segment == place.segment;
            std::uint32_t const due = same_segment ? before.element + 3U : 2U;
            before = place;
            if (place.element == due) continue;
            report.add(place, loop, line, {}, [&](Message& m) {
                say_cas(m, payer);
                m << ": the adjustment in CAS" << (place.element < 10 ? "0" : "") << place.element << " stands behind a gap; CAS"
                  << (due < 10 ? "0" : "") << due << " is empty";
            });
        }
    });
}

} // namespace

extern Rule const adjustment_gap;
constinit Rule const adjustment_gap{
    .id = "C401",
    .name = "adjustment-gap",
    .severity = Severity::advice,
    .snip = 2,
    .title = "Gap between adjustments of a segment",
    .explanation = "A CAS segment has up to six adjustments of a group: reason, amount and quantity, one behind the other from CAS02 on. "
                   "Some receivers stop reading at the first empty one and lose the rest.",
    .help = "Move the adjustments together.",
    .source = "837 2320 and 2430 CAS (general knowledge of the guide)",
    .fires = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*20*****144*10~"},
    .passes = {"837p-cob.edi", "CAS*CO*45*30~", "CAS*CO*45*20**144*10~"},
    .needs = trait::other_payers,
    .check = check,
};

} // namespace rules
