#include "rules/elements.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/values/unreadable.hpp"

namespace rules {

namespace {

void look(Report& report, edi::Quantity const& quantity, std::string_view element, edi::LoopId loop, std::uint32_t number) {
    if (!is_unreadable(quantity.reading)) return;
    report.add(quantity.field.place, loop, number, {},
               [&](Message& m) { say_unreadable(m, element, quantity.reading, quantity.field.text, "a number"); });
}

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        look(report, line.units, units_element(facts.claim), edi::LoopId::L2400, number);
        look(report, line.drug.quantity, "CTP04", edi::LoopId::L2410, number);
        for (edi::Adjudication const& adjudication : edi::Claim::part(facts.claim.adjudications, line.adjudications))
            look(report, adjudication.paid_units, "SVD05", edi::LoopId::L2430, number);
    }
}

} // namespace

extern Rule const quantity_unreadable;
constinit Rule const quantity_unreadable{
    .id = "V003",
    .name = "quantity-unreadable",
    .snip = 1,
    .title = "Units or drug quantity that is not a number",
    .explanation =
        "The units of a line (SV104, SV205), the quantity of a drug (CTP04) and the units another payer paid (SVD05) are X12 decimal "
        "numbers: digits, at most "
        "one point, no plus sign, no comma, no unit behind the number, no more than 18 digits. Without the number no dose can be checked.",
    .help = "Write the number alone, such as 20 or 0.2; the unit of measure has an element of its own.",
    .claim_status = {"A7:476"},
    .source = "X12 data type R; 837 2400 SV104/SV205, 2410 CTP04, 2430 SVD05; X12 interpretation 1924",
    .fires = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****0.2ML*ML~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****.2*ML~"},
    .needs = trait::doubtful_values,
    .check = check,
};

} // namespace rules
