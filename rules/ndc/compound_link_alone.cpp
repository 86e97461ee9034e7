#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

bool is_link(edi::DrugIdentification const& drug) {
    return drug.prescription_qualifier.text == "VY" && drug.prescription.present();
}

/// Whether another line has the same link.
bool has_partner(edi::Claim const& claim, std::size_t own) {
    std::string_view const link = claim.lines[own].drug.prescription.text;
    for (std::size_t i = 0; i < claim.lines.size(); ++i)
        if (i != own && is_link(claim.lines[i].drug) && claim.lines[i].drug.prescription.text == link) return true;
    return false;
}

void check(ClaimFacts const& facts, Report& report) {
    std::size_t links = 0;
    for (std::size_t i = 0; i < facts.claim.lines.size(); ++i) {
        edi::DrugIdentification const& drug = facts.claim.lines[i].drug;
        if (!is_link(drug) || ++links > most_findings_of_a_rule || has_partner(facts.claim, i)) continue;
        report.add(drug.prescription.place, edi::LoopId::L2410, static_cast<std::uint32_t>(i + 1), {}, [&](Message& m) {
            m << "REF*VY links the parts of a compound, and no other line has this link: a single drug has a prescription number (REF*XZ)";
        });
    }
}

} // namespace

extern Rule const compound_link_alone;
constinit Rule const compound_link_alone{
    .id = "U208",
    .name = "compound-link-alone",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Link of a compound on one line only",
    .explanation =
        "A line names one NDC. The parts of a compound are lines of their own with the same link number (REF*VY in 2410). A link on "
        "one line only means that the other parts are missing, or that it should be a prescription number (REF*XZ).",
    .help = "Add the lines of the other parts with the same number, or use REF*XZ.",
    .claim_status = {"A8:218"},
    .source =
        "837 2410 REF: VY links the parts of a compound, XZ is a prescription number (general knowledge, the guide's note is not public)",
    .fires = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****0.2*ML~\nREF*VY*123456~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****0.2*ML~\nREF*XZ*123456~"},
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
