#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

namespace {

/// How many whole vials of the line's NDC its units are; 0 = none, or not a whole number of them.
std::int64_t whole_vials(LineFacts const& facts, edi::ServiceLine const& line) {
    NdcStrength const* const vial = facts.strength;
    if (!vial || vial->container != Container::multi_dose || !line.units.ok() || line.units.value.mantissa <= 0) return 0;
    auto const dose = edi::multiply(line.units.value, facts.drug->unit_amount);
    auto const vials = units_of(dose, vial->amount_per_item);
    if (!vials) return 0;
    // The last unit may have been rounded up.
    auto const units = units_of(edi::multiply(vial->amount_per_item, {*vials, 0}), facts.drug->unit_amount);
    auto const fewer = units_of(edi::multiply(vial->amount_per_item, {*vials - 1, 0}), facts.drug->unit_amount);
    if (units && edi::compare(line.units.value, {*units, 0}) == 0) return *vials;
    return fewer && *vials > 1 && edi::compare(line.units.value, {*fewer, 0}) == 0 ? *vials - 1 : 0;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        LineFacts const& line_facts = facts.lines[i];
        std::int64_t const vials = whole_vials(line_facts, line);
        if (vials == 0) continue;
        report.add(line.units.field.place, edi::LoopId::L2400, i + 1, {line.drug.id.place}, [&](Message& m) {
            m << line.units.value << " units of " << line_facts.drug->code << " are exactly " << vials << " whole multi-dose "
              << (vials == 1 ? "vial" : "vials") << " of " << line_facts.strength->amount_per_item << ' ' << line_facts.drug->unit_measure
              << " (NDC " << line_facts.strength->ndc << "): bill the dose that the patient had, not the vial";
        });
    }
}

} // namespace

extern Rule const whole_multi_dose_vials;
constinit Rule const whole_multi_dose_vials{
    .id = "U107",
    .name = "whole-multi-dose-vials",
    .severity = Severity::advice,
    .snip = 7,
    .title = "Units of whole multi-dose vials",
    .explanation = "What is left in a multi-dose vial goes to the next patient, so doses are rarely whole vials. Auditors of the US "
                   "Department of Health "
                   "found that most lines for a drug in such vials billed the vial and not the dose, and asked for just this check. One "
                   "patient can use "
                   "up a vial, so it is advice.",
    .help = "Compare the units with the dose in the record.",
    .claim_status = {},
    .source =
        "OIG report A-05-13-00024 and the audit of Jurisdiction 13 (784 of 1,156 lines billed whole vials of a multi-use drug); policy: "
        "containers of the NDCs",
    .fires = {"837p-clean.edi",
              "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
              "SV1*HC:J2371:JB*180*UN*380***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069023201~\nCTP****3.8*ML~"},
    .passes = {"837p-clean.edi",
               "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069019602~\nCTP****0.2*ML~",
               "SV1*HC:J2371:JB*180*UN*60***1~\nDTP*472*D8*20261005~\nREF*6R*RB1001L1~\nLIN**N4*00069023201~\nCTP****0.6*ML~"},
    .stands_on_policy = true,
    .data = show_packages,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
