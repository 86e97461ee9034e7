#include "rules/codes/named_drugs.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/ndc/wording.hpp"

namespace rules {

namespace {

void look_at(ClaimFacts const& facts, std::uint32_t i, Report& report) {
    edi::ServiceLine const& line = facts.claim.lines[i];
    LineFacts const& line_facts = facts.lines[i];
    std::string_view const code = line.procedure.text;
    SimilarCode const* const similar = facts.policy.sections().similar.find(code, line_facts.looked_up());
    if ((!line_facts.drug && !similar) || facts.policy.is_unclassified(code, line_facts.looked_up())) return; // U301 has the latter
    if (line_facts.drug && names_drug(line.description.text, *line_facts.drug)) return;
    auto const named = drugs_named_in(line.description.text, facts, line_facts);
    if (named.count == 0 || (line_facts.drug && named.list[0]->substance == line_facts.drug->substance)) return;
    for (Drug const* drug : named.all())
        if (drug->code == code) return;
    report.add(line.procedure.place, edi::LoopId::L2400, i + 1, {line.description.place}, [&](Message& m) {
        m << "the description names ";
        say_drugs(named.all(), m);
        m << ", but the line bills " << code;
        if (line_facts.drug) m << " (" << line_facts.drug->substance << ')';
        if (similar) m << ": " << similar->reason;
    });
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (line.description.present() && line.procedure_qualifier.text == "HC") look_at(facts, i, report);
    }
}

} // namespace

extern Rule const description_names_another_drug;
constinit Rule const description_names_another_drug{
    .id = "U302",
    .name = "description-names-another-drug",
    .snip = 6,
    .title = "Description names another drug than the code",
    .explanation =
        "SV101-7 or SV202-7 says in words what was given, and the words name a drug that the procedure code is not: heparin's J1644 for "
        "dalteparin, J3101 for alteplase. One of the two is wrong, and the payer pays or denies by the code. A description that names the "
        "code's own drug too is not meant.",
    .help = "Bill the drug that was given under its own code, or correct the description.",
    .claim_status = {"A7:507", "A7:732"},
    .source = "policy: names of drugs, similar codes; the mission (J1644, J3101 for other drugs); 837 2400 SV101-7/SV202-7",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J1644:JB::::DALTEPARIN 5000 IU*180*UN*20***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB::::DALTEPARIN 5000 IU*180*UN*20***1~"},
    .stands_on_policy = true,
    .data = show_similar_codes,
    .needs = trait::doubtful_codes,
    .check = check,
};

} // namespace rules
