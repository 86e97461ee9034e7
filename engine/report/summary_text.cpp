#include "engine/report/summary_text.hpp"

#include <algorithm>
#include <array>

#include "edi/text/values.hpp"
#include "engine/report/answers_text.hpp"
#include "engine/report/counted.hpp"
#include "engine/report/limits.hpp"
#include "engine/report/split_text.hpp"
#include "engine/report/tables_text.hpp"
#include "engine/report/utf8.hpp"

namespace engine::report {
namespace {

constexpr std::size_t columns = 10;
using Row = std::array<std::string, columns>;

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

std::string money(std::int64_t cents) {
    char digits[32];
    return {digits, edi::write_money(digits, cents)};
}

Row heading() {
    return {"claims", "accepted", "rejected", "lines", "charges", "accepted", "rejected", "errors", "warnings", "advice"};
}

Row row(Tally const& tally) {
    return {number(tally.claims),         number(tally.accepted),        number(tally.rejected),        number(tally.lines),
            money(tally.charges_total()), money(tally.charges_accepted), money(tally.charges_rejected), number(tally.errors),
            number(tally.warnings),       number(tally.advice)};
}

void append_snip(RunSummary const& run, std::string& out) {
    out.append("findings by SNIP type: ");
    for (unsigned type = 1; type <= rules::snip_types; ++type) {
        if (type > 1) out.append(", ");
        out.append(number(type)).append(" ").append(rules::snip_name(type)).append(" ");
        if (run.snip.holds(type))
            out.append(number(run.totals.by_snip[type - 1]));
        else
            out.append("not checked");
    }
    out.push_back('\n');
}

using Widths = std::array<std::size_t, columns>;

void widen(Widths& widths, Row const& cells) {
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], cells[i].size());
}

/// Numbers to the right in their columns; the name comes last, because it may be long.
void append_row(Widths const& widths, Row const& cells, std::string_view name, std::string& out) {
    for (std::size_t i = 0; i < columns; ++i) {
        out.append(widths[i] - cells[i].size(), ' ');
        out.append(cells[i]).append("  ");
    }
    append_printable(name, out);
    out.push_back('\n');
}

void append_policies(RunSummary const& run, std::string& out) {
    for (rules::PolicySource const& policy : run.policies) {
        out.append("policy ").append(policy.id).append(" ").append(policy.version);
        out.append(" (sha256 ").append(policy.sha256).append(")\n");
    }
    for (rules::Notice const& notice : run.notices) {
        out.append("notice");
        if (!notice.code.empty()) out.append(" ").append(notice.code);
        out.append(": ");
        append_printable(notice.text, out);
        if (!notice.source.empty()) {
            out.append(" (");
            append_printable(notice.source, out);
            out.push_back(')');
        }
        out.push_back('\n');
    }
}

void append_table(RunSummary const& run, std::string& out) {
    Widths widths{};
    widen(widths, heading());
    widen(widths, row(run.totals)); // totals are at least as wide as any input, but amounts may be negative
    for (InputSummary const& input : run.inputs) widen(widths, row(input.tally));

    append_row(widths, heading(), "input", out);
    for (InputSummary const& input : run.inputs) {
        std::string name = input.path;
        if (!input.kind.empty() && input.kind != "837") name.append("  (").append(input.kind).append(")");
        if (!input.readable) name.append("  UNREADABLE: ").append(input.reason);
        append_row(widths, row(input.tally), name, out);
    }
    append_row(widths, row(run.totals), "TOTAL", out);
}

/// Every input of which something is in neither file is named.
void append_split_statement(RunSummary const& run, std::string& out) {
    append_split(*run.split, out);
    for (InputSummary const& input : run.inputs) {
        if (!input.split || !leaves_something(*input.split)) continue;
        append_printable(input.path, out);
        out.append(": ");
        append_left_out(*input.split, out);
    }
}

/// Says so where claims were not compared with each other, or not all of them.
void append_compared(RunSummary const& run, std::string& out) {
    if (!run.compared) {
        out.append("claims were not compared with each other: duplicates and units over several claims are not told\n");
        return;
    }
    if (run.compared->ended_in.empty()) return;
    out.append("claims were compared with each other up to claim ").append(number(run.compared->ended_at)).append(" of ");
    append_printable(run.compared->ended_in, out);
    out.append("; the tables were full then, and ").append(counted(run.compared->not_compared, "claim"));
    out.append(" behind it had no comparison (--cross-claim-memory)\n");
}

void append_statement(RunSummary const& run, std::string& out) {
    Tally const& totals = run.totals;
    auto const unreadable = static_cast<std::uint64_t>(
        std::count_if(run.inputs.begin(), run.inputs.end(), [](InputSummary const& input) { return !input.readable; }));
    out.append(counted(run.inputs.size(), "input")).append(", ").append(number(unreadable)).append(" unreadable; ");
    out.append(counted(run.bytes, "byte")).append(", ").append(counted(totals.interchanges, "interchange")).append(", ");
    out.append(counted(totals.groups, "group")).append(", ").append(counted(totals.sets, "set")).append(", ");
    out.append(counted(totals.segments, "segment")).append(", ").append(counted(totals.drug_lines, "drug line")).append("\n");
    out.append("claims in ").append(number(totals.claims)).append(" = accepted ").append(number(totals.accepted));
    out.append(" + rejected ").append(number(totals.rejected)).push_back('\n');
    out.append("charges in ").append(money(totals.charges_total())).append(" = accepted ").append(money(totals.charges_accepted));
    out.append(" + rejected ").append(money(totals.charges_rejected)).push_back('\n');
    append_answers(run.answered, out);
    if (run.split) append_split_statement(run, out);
    append_compared(run, out);
    if (run.waived) append_waived(*run.waived, totals, out);
}

} // namespace

std::string summary_text(RunSummary const& run) {
    std::string out = "scrub837 " + run.program_version + " summary\n";
    append_policies(run, out);
    append_replaced_tables(run, out);
    append_builtin_tables(run, out);
    append_limits(run, out);
    out.push_back('\n');
    append_table(run, out);
    out.push_back('\n');
    append_statement(run, out);
    append_snip(run, out);
    return out;
}

} // namespace engine::report
