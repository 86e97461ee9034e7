#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void say(ClaimFacts const& facts, ProcedureRow const& row, bool ended, Days const& days, Message& m) {
    m << "code " << CodeText(row.code) << " (" << facts.tables.procedures().text(row.text) << ") ";
    if (!ended) {
        m << (row.from_inferred ? "does not begin before " : "begins on ") << row.valid.from;
    } else {
        m << (row.to_inferred ? "has very likely ended, on " : "ended on ") << row.valid.to << (row.to_inferred ? " or before" : "");
    }
    m << "; the day of service is " << days.from;
    if (ended && row.successor) {
        CodeText const successor(row.successor);
        m << "; its successor seems to be " << successor;
        auto const rows = facts.tables.procedure(successor);
        if (!rows.empty()) m << " (" << facts.tables.procedures().text(rows.front().text) << ")";
    }
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const statement = statement_dates(facts.claim);
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        if (!is_listed_kind(facts.tables, line)) continue;
        auto const rows = facts.tables.procedure(line.procedure.text);
        Days const days = line_days(facts.policy, line, statement);
        if (rows.empty() || is_valid(rows, days)) continue;
        bool const ended = standing(rows, days.from) == Standing::ended;
        ProcedureRow const& row = ended ? rows.back() : rows.front();
        report.at_most(ended && row.to_inferred ? Severity::warning : Severity::error)
            .add(line.procedure.place, edi::LoopId::L2400, number, {line.service_date.value.place},
                 [&](Message& m) { say(facts, row, ended, days, m); });
    }
}

} // namespace

extern Rule const procedure_code_out_of_date;
constinit Rule const procedure_code_out_of_date{
    .id = "K102",
    .name = "procedure-code-out-of-date",
    .snip = 5,
    .title = "Procedure code that is not valid on the day of service",
    .explanation =
        "Codes of HCPCS Level II begin and end on days. J2370 ended on 2023-06-30, and J2371 began the day after, in CMS's code set as "
        "under every policy. A line over several days is accepted when the code is valid on the first or on the last of them. Where "
        "CMS's lists only show that a code is gone, and not since when, it is a warning.",
    .help = "Use the code that is valid on the day of service; the finding names the successor where the tables know it. Mind that its "
            "unit may "
            "be another.",
    .claim_status = {"A7:507"},
    .source = "code table procedures: CMS HCPCS Level II with first and last days; CMS front-end edit X222.351.2400.SV101-2.020 (A7:507)",
    .fires = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:J2370*145*"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:J1650*145*"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
