#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    each_unlasting_modifier(facts, [&](edi::ServiceLine const& line, std::uint32_t number, Days const& days, edi::Field const& modifier) {
        auto const rows = facts.tables.modifier(modifier.text);
        if (rows.empty() || is_valid(rows, days)) return;
        report.add(modifier.place, edi::LoopId::L2400, number, {line.service_date.value.place}, [&](Message& m) {
            m << "modifier " << modifier.text;
            if (standing(rows, days.from) == Standing::ended)
                m << " ended on " << rows.back().valid.to;
            else
                m << " begins on " << rows.front().valid.from;
            m << "; the day of service is " << days.from;
        });
    });
}

} // namespace

extern Rule const modifier_out_of_date;
constinit Rule const modifier_out_of_date{
    .id = "K104",
    .name = "modifier-out-of-date",
    .snip = 5,
    .title = "Modifier that is not valid on the day of service",
    .explanation =
        "Some modifiers have a first day that is known: JZ (no drug discarded) 2023-01-01, JG and TB (340B) 2018-01-01, XE, XP, XS and "
        "XU (distinct services) 2015-01-01. On a service before that day payers do not know them.",
    .help = "Take the modifier out, or correct the day of service.",
    .claim_status = {"A7:453"},
    .source =
        "code table modifiers: CMS JW/JZ policy, OPPS 2018, change request 8863; CMS front-end edit X222.351.2400.SV101-3.040 (A7:453)",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~",
              "SV1*HC:J1645:JZ*180*UN*2***1~\nDTP*472*D8*20221005~"},
    .passes = {"837p-clean.edi", "HC:J2371:JB*180", "HC:J2371:JZ*180"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
