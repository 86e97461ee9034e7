#include "rules/data_in_force.hpp"
#include "rules/discards/container_units.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        if (!is_discarded(facts, i)) continue;
        edi::ServiceLine const& line = facts.claim.lines[i];
        auto const whole = container_units(facts.lines[i], 1);
        if (!whole || !line.units.ok() || facts.lines[i].strength->container == Container::multi_dose) continue; // M204 has the latter
        if (edi::compare(line.units.value, {*whole, 0}) < 0) continue;
        report.add(line.units.field.place, edi::LoopId::L2400, i + 1, {line.drug.id.place}, [&](Message& m) {
            m << line.units.value << " units discarded, but a container (NDC " << facts.lines[i].strength->ndc << ") holds " << *whole
              << ": a container that was opened for a patient is not discarded whole";
        });
    }
}

} // namespace

extern Rule const whole_container_discarded;
constinit Rule const whole_container_discarded{
    .id = "M203",
    .name = "whole-container-discarded",
    .severity = Severity::warning,
    .snip = 6,
    .title = "As much drug discarded as a container holds, or more",
    .explanation = "JW is for what is left of the last container after the patient had the dose: always less than a container. As many "
                   "units as a whole "
                   "one mean that drug was discarded which nobody was given, or that the dose needed fewer containers. A dose that was "
                   "rounded up to one "
                   "unit leaves nothing to discard.",
    .help = "Bill the units that were left of the smallest set of containers that makes the dose.",
    .claim_status = {"A7:476", "A8:453"},
    .source = "policy: discarded drug, what the NDC holds; CMS JW policy and its answers on rounding",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB:76*180*UN*20***1:2~", "SV1*HC:J2371:JB:JW*180*UN*20***1:2~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB:76*180*UN*20***1:2~", "SV1*HC:J2371:JB:JW*180*UN*8***1:2~"},
    .stands_on_policy = true,
    .data = show_discards,
    .needs = trait::drug_lines | trait::national_codes,
    .check = check,
};

} // namespace rules
