#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/values/unreadable.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    auto const look = [&](edi::Money const& charge, std::string_view element, edi::LoopId loop, std::uint32_t number) {
        if (!is_unreadable(charge.reading)) return;
        report.add(charge.field.place, loop, number, {},
                   [&](Message& m) { say_unreadable(m, element, charge.reading, charge.field.text, "an amount"); });
    };
    look(facts.claim.charge, "CLM02", edi::LoopId::L2300, 0);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) look(line.charge, charge_element(facts.claim), edi::LoopId::L2400, ++number);
}

} // namespace

extern Rule const charge_unreadable;
constinit Rule const charge_unreadable{
    .id = "V001",
    .name = "charge-unreadable",
    .snip = 1,
    .title = "Charge that is not an amount of money",
    .explanation =
        "The charges of the claim (CLM02) and of its lines (SV102, SV203) are X12 decimal numbers in dollars: digits, at most one point, "
        "no more than two "
        "places behind it that are not zero, a minus sign at most, no plus sign, comma or currency sign, no more than 18 digits.",
    .help = "Write the amount in dollars with a decimal point, such as 1234.5.",
    .claim_status = {"A7:178"},
    .source = "X12 data type R; 837 2300 CLM02, 2400 SV102/SV203",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN", "SV1*HC:J2371:JB*$180*UN"},
    .passes = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN", "SV1*HC:J2371:JB*180.000*UN"},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
