#include "rules/data_in_force.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::ndc, [&](std::uint32_t i, PayerProfile const& payer, Severity severity) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (line.drug.id.present()) return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << "a payer of kind \"" << payer.name << "\" wants the NDC of " << line.procedure.text << " ("
              << facts.lines[i].drug->substance << "), and the line has no LIN";
        });
    });
}

} // namespace

extern Rule const ndc_missing;
constinit Rule const ndc_missing{
    .id = "U209",
    .name = "ndc-missing",
    .snip = 7,
    .title = "Drug without the NDC that the payer demands",
    .explanation = "Medicaid must collect the NDC of drugs that physicians give, because the rebates of the makers hang on it, and other "
                   "payers follow. "
                   "The policy's profile of this payer demands it, and the line does not say which product was given (LIN in 2410).",
    .help = "Send LIN with N4 and the 11 digits of the NDC, and CTP with the quantity.",
    .claim_status = {"A6:218"},
    .source = "policy [[payer]] ndc; 837 2410 LIN03; Deficit Reduction Act of 2005; claim status 218 NDC number",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
