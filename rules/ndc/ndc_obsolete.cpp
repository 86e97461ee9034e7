#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::DrugIdentification const& drug = facts.claim.lines[i].drug;
        LineFacts const& line = facts.lines[i];
        if (drug.id_qualifier.text != "N4" || ndc_number(drug.id.text) == 0 || !line.day_known) continue;
        for (ObsoleteNdc const& obsolete : facts.policy.sections().obsolete_ndcs.all()) {
            if (!drug.id.text.starts_with(obsolete.begins) || obsolete.substance != line.drug->substance) continue;
            if (!line.within(obsolete.valid)) continue;
            report.add(drug.id.place, edi::LoopId::L2410, i + 1, {}, [&](Message& m) {
                m << "NDC " << drug.id.text << " (" << line.drug->substance << ") on " << line.day << ": " << obsolete.reason;
            });
            break;
        }
    }
}

} // namespace

extern Rule const ndc_obsolete;
constinit Rule const ndc_obsolete{
    .id = "U204",
    .name = "ndc-obsolete",
    .severity = Severity::advice,
    .snip = 5,
    .title = "Old NDC on a new date of service",
    .explanation =
        "Products change hands and packages: the policy knows labelers and NDCs under which a drug was sold once and is no longer. "
        "An NDC that stays in a charge master for years tells payers that the line was not written from the package.",
    .help = "Take the NDC from the package that was used.",
    .claim_status = {"A7:218"},
    .source = "policy: obsolete NDCs; published clearinghouse edit on NDCs that are not marketed on the day of service (A7:218)",
    .fires = {"837p-clean.edi", "LIN**N4*00069019602~", "LIN**N4*62856050010~"},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_obsolete_ndcs,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
