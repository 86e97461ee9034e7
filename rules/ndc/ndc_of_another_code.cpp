#include <algorithm>

#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/ndc/wording.hpp"

namespace rules {

namespace {

/// A code that would be judged a drug's: one of the policy, one that it warns of, or a code of the drug chapters.
bool is_drug_code(std::string_view code) {
    return code.size() == 5 && (code[0] == 'J' || code[0] == 'Q');
}

void check(ClaimFacts const& facts, Report& report) {
    Drugs const& drugs = facts.policy.sections().drugs;
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) {
        LineFacts const& line_facts = facts.lines[i];
        if (line_facts.ndc_owners.empty()) continue;
        edi::ServiceLine const& line = facts.claim.lines[i];
        std::string_view const code = line.procedure.text;
        auto const day = day_of(line_facts);
        SimilarCode const* const similar = facts.policy.sections().similar.find(code, day);
        if (!line_facts.drug && !similar && !is_drug_code(code)) continue;
        if (line.procedure_qualifier.text != "HC" || facts.policy.is_unclassified(code, day)) continue; // U301 has the latter
        auto const owners = owners_on_day(facts, line_facts);
        auto const own = [&](NdcOwner const& owner) { return drugs.drug_of(owner).code == code; };
        if (owners.count == 0 || std::any_of(owners.all().begin(), owners.all().end(), own)) continue;
        Severity const severity = line_facts.drug || similar ? Severity::error : Severity::warning;
        report.at_most(severity).add(line.drug.id.place, edi::LoopId::L2410, i + 1, {line.procedure.place}, [&](Message& m) {
            m << "NDC " << line.drug.id.text << " is ";
            say_owners(facts, owners.all(), m);
            m << ", but the line bills " << code;
            if (line_facts.drug) m << " (" << line_facts.drug->substance << ')';
            if (similar) m << ": " << similar->reason;
            say_right_units(facts, line, owners.list[0], m);
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
                   "them. On codes that the policy knows nothing of the finding is a warning.",
    .help = "Find out from the record which product was given, then correct the code (with its units) or the NDC.",
    .claim_status = {"A8:218", "A8:507"},
    .source = "policy: NDCs of the drugs (CMS ASP NDC-HCPCS crosswalk); 837 2410 LIN03 against 2400 SV101-2/SV202-2",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J1644:JB*180*UN*20***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J1645:JB*180*UN*2***1~"},
    .stands_on_policy = true,
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
