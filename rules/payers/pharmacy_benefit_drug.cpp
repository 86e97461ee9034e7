#include "rules/data_in_force.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::pharmacy_benefit, [&](std::uint32_t i, PayerProfile const& payer, Severity severity) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << "a payer of kind \"" << payer.name << "\" pays " << line.procedure.text << " (" << facts.lines[i].drug->substance
              << ") under its pharmacy benefit, not its medical benefit";
        });
    });
}

} // namespace

extern Rule const pharmacy_benefit_drug;
constinit Rule const pharmacy_benefit_drug{
    .id = "P105",
    .name = "pharmacy-benefit-drug",
    .snip = 7,
    .title = "Drug that this payer pays as a pharmacy's",
    .explanation =
        "Whether a drug is a medical or a pharmacy benefit is the payer's choice, and the policy's profile of this payer says that it is "
        "the pharmacy's. Such a drug is billed by the pharmacy's own transaction (NCPDP), not by an 837.",
    .help = "Bill the drug to the pharmacy benefit, or correct the payer's profile.",
    .claim_status = {"A3:116"},
    .source = "policy [[payer]] pharmacy_benefit; claim status 116 claim sent to the wrong payer",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
