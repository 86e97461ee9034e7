#include "engine/report/summary_json.hpp"

#include "engine/report/json.hpp"

namespace engine::report {
namespace {

void text_key(std::string_view key, std::string_view text, std::string& out) {
    append_json_key(key, out);
    append_json_string(text, out);
}

void number_key(std::string_view key, std::uint64_t value, std::string& out) {
    append_json_key(key, out);
    append_json_number(value, out);
}

void money_key(std::string_view key, std::int64_t cents, std::string& out) {
    append_json_key(key, out);
    append_json_money(cents, out);
}

void tally_keys(Tally const& tally, std::string& out) {
    number_key("interchanges", tally.interchanges, out);
    number_key("groups", tally.groups, out);
    number_key("sets", tally.sets, out);
    number_key("segments", tally.segments, out);
    number_key("claims", tally.claims, out);
    number_key("lines", tally.lines, out);
    number_key("drug_lines", tally.drug_lines, out);
    number_key("accepted", tally.accepted, out);
    number_key("rejected", tally.rejected, out);
    append_json_key("charges", out);
    out.push_back('{');
    money_key("total", tally.charges_total(), out);
    money_key("accepted", tally.charges_accepted, out);
    money_key("rejected", tally.charges_rejected, out);
    out.push_back('}');
    append_json_key("findings", out);
    out.push_back('{');
    number_key("error", tally.errors, out);
    number_key("warning", tally.warnings, out);
    number_key("advice", tally.advice, out);
    out.push_back('}');
    append_json_key("findings_by_snip", out);
    out.push_back('{');
    for (std::size_t i = 0; i < tally.by_snip.size(); ++i) number_key(std::to_string(i + 1), tally.by_snip[i], out);
    out.push_back('}');
}

/// With --split only.
void split_key(std::optional<split::SplitCounts> const& counts, std::string& out) {
    if (!counts) return;
    append_json_key("split", out);
    out.push_back('{');
    number_key("accepted", counts->accepted, out);
    number_key("rejected", counts->rejected, out);
    number_key("neither", counts->neither, out);
    number_key("outside_bytes", counts->outside_bytes, out);
    out.push_back('}');
}

/// Only where there are answers.
void answers_key(answers::AnswerTally const& answered, std::string& out) {
    if (answered.answers == 0) return;
    append_json_key("answers", out);
    out.push_back('{');
    number_key("count", answered.answers, out);
    number_key("interchanges_accepted", answered.interchanges_accepted, out);
    number_key("interchanges_rejected", answered.interchanges_rejected, out);
    number_key("sets_accepted", answered.sets_accepted, out);
    number_key("sets_rejected", answered.sets_rejected, out);
    number_key("claims_accepted", answered.claims_accepted, out);
    number_key("claims_rejected", answered.claims_rejected, out);
    money_key("charges_accepted", answered.charges_accepted, out);
    money_key("charges_rejected", answered.charges_rejected, out);
    out.push_back('}');
}

/// Only where claims were compared over the run.
void compared_key(std::optional<ComparedClaims> const& compared, std::string& out) {
    if (!compared) return;
    append_json_key("compared", out);
    out.push_back('{');
    number_key("claims", compared->claims, out);
    number_key("drug_lines", compared->drug_lines, out);
    number_key("table_bytes", compared->bytes, out);
    number_key("not_compared", compared->not_compared, out);
    if (!compared->ended_in.empty()) {
        text_key("ended_in", compared->ended_in, out);
        number_key("ended_at_claim", compared->ended_at, out);
    }
    out.push_back('}');
}

void append_input(InputSummary const& input, std::string& out) {
    out.push_back('{');
    text_key("path", input.path, out);
    number_key("bytes", input.bytes, out);
    if (!input.sha256.empty()) text_key("sha256", input.sha256, out);
    if (!input.kind.empty()) text_key("kind", input.kind, out);
    tally_keys(input.tally, out);
    answers_key(input.answered, out);
    split_key(input.split, out);
    text_key("status", input.readable ? "read" : "unreadable", out);
    if (!input.readable) text_key("reason", input.reason, out);
    out.push_back('}');
}

/// A list with one line an item; `append` writes one.
template <class List, class Append>
void list_key(std::string_view key, List const& list, Append append, std::string& out) {
    append_json_key(key, out);
    out.push_back('[');
    bool first = true;
    for (auto const& item : list) {
        out.append(first ? "\n" : ",\n");
        append(item);
        first = false;
    }
    out.push_back(']');
}

} // namespace

std::string summary_json(RunSummary const& run) {
    std::string out = "{\"schema\":1";
    text_key("program", "scrub837", out);
    text_key("version", run.program_version, out);
    list_key(
        "policies", run.policies,
        [&](rules::PolicySource const& policy) {
            out.push_back('{');
            text_key("id", policy.id, out);
            text_key("version", policy.version, out);
            text_key("sha256", policy.sha256, out);
            out.push_back('}');
        },
        out);
    list_key(
        "notices", run.notices,
        [&](rules::Notice const& notice) {
            out.push_back('{');
            text_key("code", notice.code, out);
            text_key("text", notice.text, out);
            text_key("source", notice.source, out);
            out.push_back('}');
        },
        out);
    list_key(
        "inputs", run.inputs, [&](InputSummary const& input) { append_input(input, out); }, out);
    out.append(",\n\"totals\":{");
    number_key("bytes", run.bytes, out);
    tally_keys(run.totals, out);
    answers_key(run.answered, out);
    split_key(run.split, out);
    out.push_back('}');
    text_key("snip", run.snip.text(), out);
    list_key(
        "tables", run.tables,
        [&](rules::TableInfo const& table) {
            out.push_back('{');
            text_key("name", table.name, out);
            text_key("version", table.version, out);
            text_key("sha256", table.sha256, out);
            append_json_key("built_in", out);
            out.append(table.built_in ? "true" : "false");
            text_key("source", table.source, out);
            out.push_back('}');
        },
        out);
    compared_key(run.compared, out);
    out.append("}\n");
    return out;
}

} // namespace engine::report
