#include "rules/codes/named_drugs.hpp"
#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/ndc/wording.hpp"

namespace rules {

namespace {

void say_code(ClaimFacts const& facts, LineFacts const& line, std::string_view code, Message& m) {
    m << code << " stands for drugs without a code of their own";
    if (SimilarCode const* similar = facts.policy.sections().similar.find(code, line.looked_up())) m << " (" << similar->reason << ')';
    m << ", but ";
}

/// What the NDC says decides; where it says nothing, the description.
void look_at(ClaimFacts const& facts, std::uint32_t i, Report& report) {
    edi::ServiceLine const& line = facts.claim.lines[i];
    LineFacts const& line_facts = facts.lines[i];
    std::string_view const code = line.procedure.text;
    if (auto const owners = owners_on_day(facts, line_facts); owners.count > 0) {
        report.at_most(surest(facts, owners.all()))
            .add(line.procedure.place, edi::LoopId::L2400, i + 1, {line.drug.id.place}, [&](Message& m) {
                say_code(facts, line_facts, code, m);
                m << "NDC " << line.drug.id.text << " is ";
                say_owners(facts, owners.all(), m);
                say_right_units(facts, line, owners.list[0], m);
            });
        return;
    }
    auto const named = drugs_named_in(line.description.text, facts, line_facts);
    if (named.count == 0) return;
    report.add(line.procedure.place, edi::LoopId::L2400, i + 1, {line.description.place}, [&](Message& m) {
        say_code(facts, line_facts, code, m);
        m << "the description names ";
        say_drugs(named.all(), m);
    });
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (line.procedure_qualifier.text != "HC" || !facts.policy.may_be_unclassified(line.procedure.text)) continue;
        UnclassifiedCode const* const entry = facts.policy.sections().unclassified.find(line.procedure.text, facts.lines[i].looked_up());
        if (entry && !entry->compounded) look_at(facts, i, report);
    }
}

} // namespace

extern Rule const specific_code_exists;
constinit Rule const specific_code_exists{
    .id = "U301",
    .name = "specific-code-exists",
    .snip = 6,
    .title = "Unclassified code for a drug that has its own",
    .explanation =
        "Codes for unclassified drugs are for drugs that have no code. The NDC of the line, or where the policy does not know it the "
        "description, names a drug that has one on the day of service; the payer cannot price the line and denies it. Codes for compounded "
        "drugs are not meant: what a mixture is made of may well have codes. Drugs that only CMS's crosswalk knows are a warning.",
    .help = "Bill the drug under its own code, in units of that code.",
    .claim_status = {"A7:507", "A7:732"},
    .source =
        "policy: unclassified codes, NDCs and names of drugs; CMS HCPCS Level II: unclassified codes are for drugs without a code; the "
        "mission (J7199, J3490 for dalteparin)",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J3490:JB::::DALTEPARIN 5000 IU*180*UN*1***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:J3490:::::HYDROXYZINE 25 MG ORAL*145*"},
    .stands_on_policy = true,
    .data = show_drugs,
    .needs = trait::doubtful_codes,
    .check = check,
};

} // namespace rules
