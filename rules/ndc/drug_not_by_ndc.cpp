#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::DrugIdentification const& drug = facts.claim.lines[i].drug;
        if (!drug.id.present() || !drug.id_qualifier.present() || drug.id_qualifier.text == "N4") continue;
        report.add(drug.id_qualifier.place, edi::LoopId::L2410, i + 1, {}, [&](Message& m) {
            m << "LIN02 is " << drug.id_qualifier.text << " on a line for " << facts.lines[i].drug->code << " ("
              << facts.lines[i].drug->substance << "): a drug is named by its NDC, qualifier N4";
        });
    }
}

} // namespace

extern Rule const drug_not_by_ndc;
constinit Rule const drug_not_by_ndc{
    .id = "U205",
    .name = "drug-not-by-ndc",
    .severity = Severity::advice,
    .snip = 7,
    .title = "Drug named by another code than its NDC",
    .explanation =
        "The 837P guide lets a line name a product by its universal product code and the like: that is for supplies and devices. "
        "Payers look for the National Drug Code on a line for a drug, with N4 in LIN02, and pass over anything else.",
    .help = "Send the NDC with qualifier N4.",
    .claim_status = {"A7:218"},
    .source = "837P 2410 LIN02: EN EO HI N4 ON UK UP (837I: N4 only); which of them a payer reads is its own affair",
    .fires = {"837p-clean.edi", "LIN**N4*00069019602~", "LIN**UP*00069019602~"},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
