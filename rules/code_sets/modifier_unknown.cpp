#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    TableInfo const& table = facts.tables.modifiers().info;
    each_unlasting_modifier(facts, [&](edi::ServiceLine const& line, std::uint32_t number, Days const& days, edi::Field const& modifier) {
        if (!facts.tables.modifier(modifier.text).empty() || is_way_of_ambulance(facts.claim, line, modifier.text)) return;
        report.at_most(is_covered(table, days) ? Severity::error : Severity::warning)
            .add(modifier.place, edi::LoopId::L2400, number, {}, [&](Message& m) {
                m << "there is no modifier ";
                m.printable(modifier.text, 8);
                say_coverage(m, table, days);
            });
    });
}

} // namespace

extern Rule const modifier_unknown;
constinit Rule const modifier_unknown{
    .id = "K103",
    .name = "modifier-unknown",
    .snip = 5,
    .title = "Modifier that neither HCPCS nor CPT has",
    .explanation =
        "The table of modifiers has those of HCPCS and the numbers of those of CPT. One that is not among them is an error on days that "
        "the table covers, else a warning: it may be older or newer. The pairs of letters of ambulance services (from where, to where) "
        "are no single codes and are let pass there.",
    .help = "Correct the modifier or take it out; payers' private modifiers have no place in an 837.",
    .claim_status = {"A7:453"},
    .source = "code table modifiers: CMS HCPCS modifiers; CMS front-end edit X222.351.2400.SV101-3.040 (A7:453)",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~",
              "SV1*HC:J2371:Z9*180*UN*20***1~\nDTP*472*D8*20240605~"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:A0429:RH*145*"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
