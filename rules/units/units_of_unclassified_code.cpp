#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/ndc/wording.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

namespace {

/// The units that the policy wants on the line; nothing when it does not care or cannot tell.
std::optional<edi::Decimal> wanted_units(UnclassifiedUnits count, edi::ServiceLine const& line) {
    if (count == UnclassifiedUnits::one) return edi::Decimal{1, 0};
    bool const items = ctp_unit(line.drug.unit.text) == CtpUnit::items && line.drug.quantity.ok() && line.drug.quantity.value.mantissa > 0;
    return count == UnclassifiedUnits::containers && items ? std::optional(line.drug.quantity.value) : std::nullopt;
}

void check(ClaimFacts const& facts, Report& report) {
    UnclassifiedUnits const count = facts.policy.sections().unclassified.units();
    if (count == UnclassifiedUnits::any) return;
    for (std::uint32_t i = 0; i < facts.claim.lines.size(); ++i) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        if (line.procedure_qualifier.text != "HC" || !facts.policy.may_be_unclassified(line.procedure.text)) continue;
        if (!facts.policy.is_unclassified(line.procedure.text, facts.lines[i].looked_up()) || !line.units.ok()) continue;
        auto const wanted = wanted_units(count, line);
        if (!wanted || edi::compare(*wanted, line.units.value) == 0) continue;
        report.add(line.units.field.place, edi::LoopId::L2400, i + 1, {line.procedure.place}, [&](Message& m) {
            m << units_element(facts.claim) << " is " << line.units.value << " on a line for " << line.procedure.text
              << ": the policy wants " << *wanted
              << (count == UnclassifiedUnits::one ? " on every such line" : ", the containers of CTP04");
        });
    }
}

} // namespace

extern Rule const units_of_unclassified_code;
constinit Rule const units_of_unclassified_code{
    .id = "U109",
    .name = "units-of-unclassified-code",
    .severity = Severity::warning,
    .snip = 7,
    .title = "Units of an unclassified code that the payer counts another way",
    .explanation =
        "A code for unclassified drugs has no dose, so its units mean what the payer says: some want 1 on every line, others the number "
        "of vials. The built-in policies take any number; a policy can set [unclassified_units].",
    .help = "Send the units as the payer counts them.",
    .claim_status = {"A7:476"},
    .source = "policy: unclassified units; payer manuals differ",
    .fires = {"837p-clean.edi", "SV1*HC:99213*145*UN*1*", "SV1*HC:J3490:::::HYDROXYZINE 25 MG ORAL*145*UN*25*"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*UN*1*", "SV1*HC:J3490:::::HYDROXYZINE 25 MG ORAL*145*UN*1*"},
    .example_policy = "[unclassified_units]\ncount = \"one\"\nsource = \"the payer's manual\"\n",
    .stands_on_policy = true,
    .data = show_unclassified,
    .needs = trait::doubtful_codes,
    .check = check,
};

} // namespace rules
