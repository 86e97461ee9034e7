#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (!line.service.known() || line.unit_basis.text == "UN") continue;
        report.add(line.unit_basis.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << basis_element(facts.claim);
            if (line.unit_basis.present()) {
                m << " is " << line.unit_basis.text;
            } else {
                m << " is empty";
            }
            m << " on a line for " << facts.lines[i].drug->code << ": a drug is counted in units (UN)";
        });
    }
}

} // namespace

extern Rule const unit_basis_not_un;
constinit Rule const unit_basis_not_un{
    .id = "U106",
    .name = "unit-basis-not-un",
    .snip = 6,
    .title = "Drug line not counted in units (UN)",
    .explanation =
        "The basis of measurement of a service line is UN (units), or MJ for minutes of anesthesia on an 837P, or DA for days on an 837I. "
        "The "
        "units of a drug code are multiples of a dose, so only UN fits. Millilitres, grams and international units belong to the drug "
        "quantity in CTP05.",
    .help = "Set the basis of measurement of the line to UN.",
    .claim_status = {"A7:659"},
    .source = "837P 2400 SV103 (UN, MJ), 837I 2400 SV204 (UN, DA); claim status 659 unit or basis for measurement",
    .fires = {"837i-clean.edi", "SV2*0636*HC:J2371:JB*270*UN*30~", "SV2*0636*HC:J2371:JB*270*DA*30~"},
    .passes = {"837i-clean.edi", "", ""},
    .stands_on_policy = true,
    .data = show_drugs,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
