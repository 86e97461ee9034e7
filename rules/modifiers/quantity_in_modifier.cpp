#include "rules/data_in_force.hpp"
#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/units/conversion.hpp"

namespace rules {

namespace {

/// The numbers of modifiers begin with 22.
constexpr std::int64_t first_numbered_modifier = 22;

/// The modifier as a number; -1 when it is none.
std::int64_t number_of(std::string_view modifier) {
    if (modifier.size() != 2) return -1;
    if (modifier[0] < '0' || modifier[0] > '9' || modifier[1] < '0' || modifier[1] > '9') return -1;
    return 10 * (modifier[0] - '0') + (modifier[1] - '0');
}

/// The units that the NDC's quantity makes; -1 when it cannot be told or the line has just those.
std::int64_t missed_units(LineFacts const& facts, edi::ServiceLine const& line) {
    DoseSum sum;
    sum.drug = facts.drug;
    if (!line.drug.present() || !sum.add(line, facts.strength)) return -1;
    auto const expected = sum.expected();
    return expected && edi::compare(line.units.value, {*expected, 0}) != 0 ? *expected : -1;
}

void check(ClaimFacts const& facts, Report& report) {
    for (std::uint32_t const i : facts.drug_lines) {
        edi::ServiceLine const& line = facts.claim.lines[i];
        for (edi::Field const& modifier : line.modifiers) {
            std::int64_t const number = number_of(modifier.text);
            if (number < 0) continue;
            bool const none = number < first_numbered_modifier;
            if (!none && number != missed_units(facts.lines[i], line)) continue;
            report.add(modifier.place, edi::LoopId::L2400, i + 1, {line.units.field.place}, [&](Message& m) {
                m << "modifier " << modifier.text << " on a line for " << facts.lines[i].drug->code;
                m << (none ? " is no modifier but looks like a quantity" : " is just the number of units that the NDC's quantity makes");
                m << ": there is no modifier for units, they belong into " << units_element(facts.claim);
            });
        }
    }
}

} // namespace

extern Rule const quantity_in_modifier;
constinit Rule const quantity_in_modifier{
    .id = "M108",
    .name = "quantity-in-modifier",
    .snip = 6,
    .title = "Quantity in a place for modifiers",
    .explanation = "People who were told of a \"unit modifier\" write the number of units behind the procedure code and leave 1 in the "
                   "units. There is no "
                   "such modifier: units stand in SV104 (837P) or SV205 (837I). A number below 22 is no modifier at all; a higher one is "
                   "reported when it "
                   "is just the units that the NDC's quantity makes and the line's units are not.",
    .help = "Put the units into SV104 or SV205 and take the number out of the modifiers.",
    .claim_status = {"A7:453", "A7:476"},
    .source = "the mission (unit modifier); numbers of modifiers: CMS, June 2024 (22 and up); 837 2400 SV104/SV205",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB:20*180*UN*1***1~"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~", "SV1*HC:J2371:JB:76*180*UN*20***1~"},
    .stands_on_policy = true,
    .data = show_drugs,
    .needs = trait::drug_lines,
    .check = check,
};

} // namespace rules
