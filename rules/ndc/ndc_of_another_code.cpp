#include <algorithm>

#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/ndc/wording.hpp"

namespace rules {

namespace {

/// A code that would be judged a drug's: one of the policy, one that it warns of, or a code of the drug chapters.
bool is_drug_code(std::string_view code) {
    return code.size() == 5 && (code[0] == 'J' || code[0] == 'Q');
}

/// What Medicare pays for the two codes, where it prices both.
void say_prices(ClaimFacts const& facts, edi::ServiceLine const& line, Drug const& owner, Message& m) {
    auto const billed = facts.tables.price(line.procedure.text), right = facts.tables.price(owner.code);
    if (!billed || !right || owner.redefines) return;
    m << "; CMS's limit is " << *right << " a unit of " << owner.code << ", " << *billed << " of " << line.procedure.text;
}

/// The NDC is that of the line's own drug, as it nearly always is.
bool belongs_to_drug(Drugs const& drugs, LineFacts const& line) {
    return line.drug && std::any_of(line.ndc_owners.begin(), line.ndc_owners.end(), [&](NdcOwner const& owner) {
               return &drugs.drug_of(owner) == line.drug && line.within(line.drug->valid) && line.within(drugs.strength_of(owner).valid);
           });
}

void check(ClaimFacts const& facts, Report& report) {
    Drugs const& drugs = facts.policy.sections().drugs;
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) {
        LineFacts const& line_facts = facts.lines[i];
        if (line_facts.ndc_owners.empty() || belongs_to_drug(drugs, line_facts)) continue;
        edi::ServiceLine const& line = facts.claim.lines[i];
        std::string_view const code = line.procedure.text;
        auto const day = line_facts.looked_up();
        SimilarCode const* const similar = facts.policy.sections().similar.find(code, day);
        if (!line_facts.drug && !similar && !is_drug_code(code)) continue;
        if (line.procedure_qualifier.text != "HC" || facts.policy.is_unclassified(code, day)) continue; // U301 has the latter
        auto const owners = owners_on_day(facts, line_facts);
        bool const redefined = line_facts.drug && line_facts.drug->redefines; // then the tables' drug of this code is another one
        auto const own = [&](NdcOwner const& owner) {
            Drug const& drug = drugs.drug_of(owner);
            return drug.code == code && !(drug.listed && redefined);
        };
        if (owners.count == 0 || std::any_of(owners.all().begin(), owners.all().end(), own)) continue;
        // The policy vouches for its own drugs; two codes of which only the tables know may both have been right at some time.
        Severity const by_code = line_facts.drug || similar ? Severity::error : Severity::warning;
        Severity const by_ndc =
            line_facts.drug && drugs.strength_of(owners.list[0]).trusted ? Severity::error : surest(facts, owners.all());
        report.at_most(std::max(by_code, by_ndc))
            .add(line.drug.id.place, edi::LoopId::L2410, i + 1, {line.procedure.place}, [&](Message& m) {
                m << "NDC " << line.drug.id.text << " is ";
                say_owners(facts, owners.all(), m);
                m << ", but the line bills " << code;
                if (line_facts.drug) m << " (" << line_facts.drug->substance << ')';
                if (similar) m << ": " << similar->reason;
                say_right_units(facts, line, owners.list[0], m);
                say_prices(facts, line, drugs.drug_of(owners.list[0]), m);
            });
    }
}

} // namespace

extern Rule const ndc_of_another_code;
constinit Rule const ndc_of_another_code{
    .id = "U203",
    .name = "ndc-of-another-code",
    .snip = 6,
    .title = "NDC that belongs to another procedure code",
    .explanation = "The NDC says exactly which product was given, the procedure code which drug is billed. The policy knows the codes that "
                   "an NDC belongs "
                   "to on the day of service, and the line has another one: the wrong drug is billed, or the right drug under the code of "
                   "a rival product "
                   "(heparin by Pfizer is J1643, not J1644, at more than ten times the price). An NDC that belongs to several codes agrees "
                   "with each of "
                   "them. Where the policy knows neither the code nor the NDC, and CMS's crosswalk does, it is a warning, and advice where "
                   "the crosswalk names several codes.",
    .help = "Find out from the record which product was given, then correct the code (with its units) or the NDC.",
    .claim_status = {"A8:218", "A8:507"},
    .source = "policy: NDCs of the drugs (CMS ASP NDC-HCPCS crosswalk); 837 2410 LIN03 against 2400 SV101-2/SV202-2",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J1644:JB*180*UN*20***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J1645:JB*180*UN*2***1~"},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
