#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    int number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        if (small_number(line.number.text) == ++number) continue;
        report.add(line.number.place, edi::LoopId::L2400, static_cast<std::uint32_t>(number), {}, [&](Message& m) {
            m << "LX01 is ";
            m.printable(line.number.text, 8) << " on line " << number << " of the claim";
        });
        return; // one slip shifts all that follow
    }
}

} // namespace

extern Rule const line_numbers_out_of_order;
constinit Rule const line_numbers_out_of_order{
    .id = "N401",
    .name = "line-numbers-out-of-order",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Service lines not numbered one by one",
    .explanation = "LX01 counts the lines of a claim: 1, 2, 3 and so on. Bundled lines (SVD06), remittances and people refer to "
                   "lines by it.",
    .help = "Number the lines of each claim from 1.",
    .source = "837 2400 LX01: begins with 1 in each claim and grows by 1",
    .fires = {"837p-clean.edi", "LX*2~", "LX*3~"},
    .passes = {"837p-clean.edi", "", ""},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
