#include "rules/code_sets/line_codes.hpp"

namespace rules {

namespace {

void check(ClaimFacts const& facts, Report& report) {
    edi::Date const* const statement = statement_dates(facts.claim);
    TableInfo const& table = facts.tables.procedures().info;
    std::uint32_t number = 0;
    for (edi::ServiceLine const& line : facts.claim.lines) {
        ++number;
        std::string_view const code = line.procedure.text;
        // A code that the policy defines is known to those who wrote it.
        if (!is_listed_kind(facts.tables, line) || !facts.tables.procedure(code).empty() || facts.policy.knows_drug(code)) continue;
        Days const days = line_days(facts.policy, line, statement);
        report.at_most(is_covered(table, days) ? Severity::error : Severity::warning)
            .add(line.procedure.place, edi::LoopId::L2400, number, {line.service_date.value.place}, [&](Message& m) {
                m << "HCPCS has no code " << code;
                say_coverage(m, table, days);
            });
    }
}

} // namespace

extern Rule const procedure_code_unknown;
constinit Rule const procedure_code_unknown{
    .id = "K101",
    .name = "procedure-code-unknown",
    .snip = 5,
    .title = "Procedure code that HCPCS Level II does not have",
    .explanation =
        "The code has the form of HCPCS Level II (a letter and four digits), and the table of procedures does not have it, neither "
        "valid nor ended. On days that the table covers this is an error; for services before or after, the code may be older or "
        "newer than the table, and it is a warning. CPT codes and codes of others are in no table and never looked at; nor are "
        "codes that the policy defines as drugs.",
    .help =
        "Look the code up for the day of service; a letter O for a zero and two digits exchanged are the usual slips. If the code is newer "
        "than the table, use newer tables (--tables).",
    .claim_status = {"A7:507"},
    .source = "code table procedures: CMS HCPCS Level II; CMS front-end edit X222.351.2400.SV101-2.020 (A7:507)",
    .fires = {"837p-clean.edi", "SV1*HC:J2371:JB*180*UN*20***1~\nDTP*472*D8*20261005~",
              "SV1*HC:J2317*180*UN*20***1~\nDTP*472*D8*20240605~"},
    .passes = {"837p-clean.edi", "SV1*HC:99213*145*", "SV1*HC:A4253*145*"},
    .needs = trait::doubtful_lines,
    .check = check,
};

} // namespace rules
