#include "rules/data_in_force.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

namespace {

bool is_liquid(NdcStrength const* strength) {
    return strength && strength->ml_per_item.mantissa > 0;
}

/// What is odd about counting it in `unit`; "" = nothing.
std::string_view oddity(NdcStrength const* strength, CtpUnit unit) {
    switch (unit) {
        case CtpUnit::millilitres:
            return strength && !strength->volume_guessed && !is_liquid(strength)
                       ? "the NDC is no liquid: it is counted in UN, vials or kits"
                       : "";
        case CtpUnit::milligrams:
            return "payers that follow the pharmacy standard count no NDC in milligrams: GR for weights, ML for liquids, "
                   "UN for vials";
        case CtpUnit::units: return is_liquid(strength) ? "the NDC is a liquid, which is counted in ML" : "";
        case CtpUnit::grams: return is_liquid(strength) ? "the NDC is a liquid, which is counted in ML" : "";
        default: return "";
    }
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::DrugIdentification const& drug = facts.claim.lines[i].drug;
        CtpUnit const unit = ctp_unit(drug.unit.text);
        std::string_view const odd = oddity(facts.lines[i].strength, unit);
        if (odd.empty()) continue;
        report.add(drug.unit.place, edi::LoopId::L2410, i + 1, {drug.id.place}, [&](Message& m) {
            m << "CTP05 is " << drug.unit.text << " on a line for " << facts.lines[i].drug->code << ": " << odd;
        });
    }
}

} // namespace

extern Rule const ndc_measure_unusual;
constinit Rule const ndc_measure_unusual{
    .id = "U206",
    .name = "ndc-measure-unusual",
    .severity = Severity::advice,
    .snip = 7,
    .title = "Drug quantity in a measure that does not fit the NDC",
    .explanation = "CTP05 says what CTP04 counts: ML for liquids, GR for weights, UN for vials, syringes and kits, F2 for international "
                   "units. A powder has "
                   "no millilitres, and then the quantity means nothing. A liquid counted in F2, GR or ME can be converted, but payers "
                   "count it in ML; "
                   "several have no NDC in milligrams at all.",
    .help = "Count the NDC as it is sold: ML for a liquid, UN for a powder or a kit.",
    .claim_status = {"A7:659", "A7:218"},
    .source = "X12 interpretations 591 and 4010: ML for liquids, GR for weights, UN for packages; payer manuals on ME; policy: what the "
              "NDC holds",
    .fires = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****5000*F2~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****1*UN~"},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
