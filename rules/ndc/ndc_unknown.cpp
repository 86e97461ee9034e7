#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::DrugIdentification const& drug = facts.claim.lines[i].drug;
        if (drug.id_qualifier.text != "N4" || ndc_number(drug.id.text) == 0 || !facts.lines[i].ndc_owners.empty()) continue;
        report.add(drug.id.place, edi::LoopId::L2410, i + 1, {}, [&](Message& m) {
            m << "NDC " << drug.id.text << " on a line for " << facts.lines[i].drug->code << " (" << facts.lines[i].drug->substance
              << ") is not among those that the policy knows";
        });
    }
}

} // namespace

extern Rule const ndc_unknown;
constinit Rule const ndc_unknown{
    .id = "U202",
    .name = "ndc-unknown",
    .severity = Severity::advice,
    .snip = 5,
    .title = "NDC of a drug line that the policy does not know",
    .explanation =
        "The policy lists the NDCs of its drugs, and this one is not among them. That is no mistake by itself: the lists that are "
        "published for pricing lack many products. So both built-in policies have the rule switched off; a policy whose list is "
        "complete, such as a formulary, can switch it on.",
    .help = "Compare the NDC with the package; if it is right, add it to the policy.",
    .claim_status = {"A7:218"},
    .source = "policy: NDCs of the drug; published clearinghouse edit on NDCs that are not marketed (A7:218)",
    .fires = {"837p-clean.edi", "LIN**N4*00069019602~", "LIN**N4*00069999999~"},
    .passes = {"837p-clean.edi", "", ""},
    .example_policy = "[severity]\nndc-unknown = \"advice\"\n",
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
