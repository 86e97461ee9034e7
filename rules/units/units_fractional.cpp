#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::Quantity const& units = facts.claim.lines[i].units;
        if (!units.ok() || edi::is_whole(units.value)) continue;
        report.add(units.field.place, edi::LoopId::L2400, i + 1, {}, [&](Message& m) {
            m << units_element(facts.claim) << " is " << units.value << " on a line for " << facts.lines[i].drug->code << " ("
              << facts.lines[i].drug->substance << "): drug units are whole numbers";
        });
    }
}

} // namespace

extern Rule const units_fractional;
constinit Rule const units_fractional{
    .id = "U103",
    .name = "units-fractional",
    .snip = 6,
    .title = "Units of a drug line with a fraction",
    .explanation =
        "X12 allows decimals in the units, but a drug is billed in whole multiples of the dose in its code's description. A dose that is "
        "no "
        "multiple is rounded up to the next whole unit; the part that was discarded is no fraction of a unit but a line of its own (JW).",
    .help = "Round the units of the line up to the next whole number.",
    .claim_status = {"A7:476", "A7:697"},
    .source = "CMS Claims Processing Manual chapter 17 section 10: rounding of drug units; policy: which codes are drugs",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*19.5***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB*180*UN*20.0***1~"},
    .stands_on_policy = true,
    .data = show_drugs,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
