#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    Discards const& discards = facts.policy.sections().discards;
    for (std::uint32_t const i : facts.drug_lines) {
        NdcStrength const* const strength = facts.lines[i].strength;
        if (!strength || strength->container != Container::multi_dose) continue;
        bool const discarded = is_discarded(facts, i);
        if (!discarded && !says_none_discarded(facts, i)) continue;
        std::string_view const modifier = discarded ? discards.discarded() : discards.none();
        edi::ServiceLine const& line = facts.claim.lines[i];
        report.at_most(discarded ? Severity::error : Severity::warning)
            .add(place_of_modifier(line, modifier), edi::LoopId::L2400, i + 1, {line.drug.id.place}, [&](Message& m) {
                m << modifier << " on a line for NDC " << strength->ndc << ", a multi-dose vial: what is left goes to the next patient";
            });
    }
}

} // namespace

extern Rule const discard_of_multi_dose;
constinit Rule const discard_of_multi_dose{
    .id = "M204",
    .name = "discard-of-multi-dose",
    .snip = 6,
    .title = "JW or JZ on drug from a multi-dose vial",
    .explanation =
        "JW and JZ tell of single-dose containers only: what is left in a multi-dose vial is kept for other patients and is not paid "
        "when it is thrown away. JW there is an error, JZ a warning.",
    .help = "Take the line for the discarded drug off the claim, or JZ off the line; correct the NDC if it was another product.",
    .claim_status = {"A8:453", "A8:507"},
    .source = "policy: discarded drug, containers of the NDCs; CMS JW and JZ policy: multi-dose containers are not meant",
    .fires = {"837p-clean.edi",
              "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
              "SV1*HC:J2371:JB:JW*180*UN*60***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069023201~\nCTP****0.6*ML~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB:JZ*180*UN*20***1~"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
