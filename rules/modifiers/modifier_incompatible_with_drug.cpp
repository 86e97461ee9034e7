#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        Drug const& drug = *facts.lines[i].drug;
        for (edi::Field const& modifier : facts.claim.lines[i].modifiers) {
            if (!modifier.present() ||
                !std::binary_search(drug.incompatible_modifiers.begin(), drug.incompatible_modifiers.end(), modifier.text))
                continue;
            report.add(modifier.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
                m << "modifier " << modifier.text << " does not fit " << drug.code << " (" << drug.substance << ')';
                if (!drug.route.empty()) m << ", whose route is " << drug.route;
            });
        }
    }
}

} // namespace

extern Rule const modifier_incompatible_with_drug;
constinit Rule const modifier_incompatible_with_drug{
    .id = "M104",
    .name = "modifier-incompatible-with-drug",
    .snip = 6,
    .title = "Modifier that does not fit the drug of the line",
    .explanation = "The policy lists for each drug the modifiers that cannot be true of it: an intravenous route (JA) or a route through "
                   "dialysate (JE) for a "
                   "drug that is only given under the skin. Either the modifier or the code is wrong.",
    .help = "Correct the modifier (JB is subcutaneous), or the code if another drug was given.",
    .claim_status = {"A8:453", "A8:507"},
    .source = "policy: incompatible modifiers of the drug; labels of the drug",
    .fires = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JA*180"},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_incompatible_modifiers,
    .needs = trait::drug_modifiers,
    .check = check,
};

} // namespace rules
