#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    for (edi::HealthCode const& code : facts.claim.codes) {
        if (!is_one_of(code.qualifier.text, {"BBR", "BR"})) continue;
        if (own_provider(facts.claim, edi::LoopId::L2310B) || any_line_provider(facts.claim, edi::LoopId::L2420A)) return;
        report.add(code.code.place, edi::LoopId::L2300, 0, {}, [&](Message& m) {
            m << "procedure ";
            m.printable(code.code.text, 12) << " is named, and no operating physician (2310B, NM1*72)";
        });
        return;
    }
}

} // namespace

extern Rule const operating_physician_missing;
constinit Rule const operating_physician_missing{
    .id = "N606",
    .name = "operating-physician-missing",
    .severity = Severity::advice,
    .snip = 4,
    .title = "Procedure without operating physician",
    .explanation = "The claim names a principal procedure (HI*BBR). If it is surgery, loop 2310B, or 2420A for a line, names who "
                   "operated. Not every procedure is surgery, so this is advice.",
    .help = "Send the operating physician in 2310B if the procedure is surgery.",
    .applies_to = AppliesTo::institutional,
    .source = "837I 2310B: required with a surgical procedure code; claim status 125 name",
    .fires = {"837i-clean.edi", "HI*BE:80:::3~", "HI*BBR:0DTJ4ZZ:D8:20261014~\nHI*BE:80:::3~"},
    .passes = {"837i-clean.edi", "HI*BE:80:::3~\nHI*BG:C1~\nNM1*71*1*LINDQVIST*SOREN****XX*1600344182~\nPRV*AT*PXC*207R00000X~",
               "HI*BBR:0DTJ4ZZ:D8:20261014~\nNM1*71*1*LINDQVIST*SOREN****XX*1600344182~\nNM1*72*1*LINDQVIST*SOREN****XX*1600344182~"},
    .needs = trait::circumstances,
    .check = check,
};

} // namespace rules
