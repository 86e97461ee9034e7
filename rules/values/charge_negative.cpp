#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    auto const look = [&](edi::Money const& charge, std::string_view element, edi::LoopId loop, std::uint32_t number) {
        if (!charge.ok() || charge.cents >= 0) return;
        report.add(charge.field.place, loop, number, {}, [&](Message& m) {
            m << element << " is ";
            m.money(charge.cents) << ": a charge is zero or more";
        });
    };
    look(facts.claim.charge, "CLM02", edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) look(line.charge, charge_element(facts.claim), edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const charge_negative;
constinit Rule const charge_negative{
    .id = "V006",
    .name = "charge-negative",
    .snip = 2,
    .title = "Negative charge",
    .explanation = "Charges of a claim and of its lines are zero or more. Money is not taken back with a negative charge but with a claim "
                   "that replaces or voids the first "
                   "(CLM05-3 7 or 8).",
    .help = "Send the positive charge; to take a claim back, void or replace it.",
    .claim_status = {"A7:178", "A7:693"},
    .source = "published clearinghouse edit on negative charges; claim status 693 amount must not be below zero",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN", "SV1*HC:J2371:JB*-180*UN"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN", "SV1*HC:J2371:JB*0*UN"},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
