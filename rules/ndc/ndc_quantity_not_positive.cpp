#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        edi::Quantity const& quantity = line.drug.quantity;
        if (!quantity.ok() || quantity.value.mantissa > 0) continue;
        report.add(quantity.field.place, edi::LoopId::L2410, number, {},
                   [&](Message& m) { m << "CTP04 is " << quantity.value << ": a drug that was given has a quantity"; });
    }
}

} // namespace

extern Rule const ndc_quantity_not_positive;
constinit Rule const ndc_quantity_not_positive{
    .id = "U207",
    .name = "ndc-quantity-not-positive",
    .snip = 6,
    .title = "Drug quantity zero or negative",
    .explanation =
        "CTP04 says how much of the NDC was given. Zero or less is no quantity, and clearinghouses and payers turn the line back. "
        "Parts of a vial are written with a point (0.5).",
    .help = "Send the quantity of the NDC that was given, or leave the drug's segments out.",
    .claim_status = {"A7:222"},
    .source = "published clearinghouse edit on CTP04 with CTP05; claim status 222 drug dispensing units",
    .fires = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****0*ML~"},
    .passes = {"837p-clean.edi", "CTP****0.2*ML~", "CTP****0.20*ML~"},
    .needs = trait::national_codes,
    .check = check,
};

} // namespace rules
