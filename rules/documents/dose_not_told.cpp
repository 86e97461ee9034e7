#include "rules/data_in_force.hpp"
#include "rules/documents/spoken.hpp"
#include "rules/payers/demands.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for_each_demand(facts, &PayerProfile::dose, [&](std::uint32_t i, PayerProfile const&, Severity severity) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        Drug const& drug = *facts.lines[i].drug;
        if (line.drug.quantity.field.present()) return;
        if (is_said(facts.claim, line,
                    [&](std::string_view text) { return has_amount(text, drug.unit_measure) || has_amount(text, "UNITS"); }))
            return;
        report.at_most(severity).add(line.procedure.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << "the dose of " << line.procedure.text << " (" << drug.substance << ") is not told: no quantity in CTP, no amount in "
              << drug.unit_measure << " in a note or description";
        });
    });
}

} // namespace

extern Rule const dose_not_told;
constinit Rule const dose_not_told{
    .id = "P201",
    .name = "dose-not-told",
    .snip = 7,
    .title = "Drug line from which the dose cannot be seen",
    .explanation =
        "The record must show the exact dose. An 837 can carry it beside the billing units: as the quantity of the product (LIN and CTP in "
        "2410) or in words (\"5000 IU\" in a note or in the description of the line). With neither, wrong units cannot be told from right "
        "ones.",
    .help = "Send LIN and CTP with what was given, or a note (NTE*ADD) with the dose.",
    .claim_status = {"A6:217"},
    .source = "policy [[payer]] dose; 837 2410 CTP04, 2400 NTE; the mission: the record shows the exact dose in IU",
    .fires = {"837p-payer-demands.edi", "", ""},
    .passes = {"837p-clean.edi", "LIN**N4*00069019602~\nCTP****0.2*ML~\n", "NTE*ADD*DALTEPARIN 5,000 IU GIVEN~\n"},
    .stands_on_policy = true,
    .data = show_payers,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
