#include "rules/ndc/wording.hpp"

#include "rules/codes/named_drugs.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

Severity surest(ClaimFacts const& facts, std::span<NdcOwner const> owners) {
    Drugs const& drugs = facts.policy.sections().drugs;
    if (owners.empty() || !drugs.strength_of(owners[0]).trusted) return Severity::advice;
    return drugs.drug_of(owners[0]).listed ? Severity::warning : Severity::error;
}

void say_owners(ClaimFacts const& facts, std::span<NdcOwner const> owners, Message& m) {
    std::array<Drug const*, 8> drugs;
    std::size_t count = 0;
    for (NdcOwner const& owner : owners)
        if (count < drugs.size()) drugs[count++] = &facts.policy.sections().drugs.drug_of(owner);
    say_drugs(std::span(drugs).first(count), m);
}

void say_right_units(ClaimFacts const& facts, edi::ServiceLine const& line, NdcOwner const& owner, Message& m) {
    Drugs const& drugs = facts.policy.sections().drugs;
    Drug const& drug = drugs.drug_of(owner);
    NdcStrength const& strength = drugs.strength_of(owner);
    edi::Quantity const& given = line.drug.quantity;
    if (!given.ok() || given.value.mantissa <= 0) return;
    auto const dose = dose_of(drug, &strength, ctp_unit(line.drug.unit.text), given.value);
    auto const units = units_of(dose, unit_dose(drug, &strength));
    if (!units) return;
    m << "; CTP04 " << given.value << ' ' << line.drug.unit.text << " makes " << *units << (*units == 1 ? " unit of " : " units of ")
      << drug.code;
}

} // namespace rules
