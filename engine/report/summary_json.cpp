#include "engine/report/summary_json.hpp"

#include "engine/report/json.hpp"

namespace engine::report {
namespace {

void tally_keys(Tally const& tally, std::string& out) {
    append_json_count("interchanges", tally.interchanges, out);
    append_json_count("groups", tally.groups, out);
    append_json_count("sets", tally.sets, out);
    append_json_count("segments", tally.segments, out);
    append_json_count("claims", tally.claims, out);
    append_json_count("lines", tally.lines, out);
    append_json_count("drug_lines", tally.drug_lines, out);
    append_json_count("accepted", tally.accepted, out);
    append_json_count("rejected", tally.rejected, out);
    append_json_key("charges", out);
    out.push_back('{');
    append_json_amount("total", tally.charges_total(), out);
    append_json_amount("accepted", tally.charges_accepted, out);
    append_json_amount("rejected", tally.charges_rejected, out);
    out.push_back('}');
    append_json_key("findings", out);
    out.push_back('{');
    append_json_count("error", tally.errors, out);
    append_json_count("warning", tally.warnings, out);
    append_json_count("advice", tally.advice, out);
    out.push_back('}');
    append_json_key("findings_by_snip", out);
    out.push_back('{');
    for (std::size_t i = 0; i < tally.by_snip.size(); ++i) append_json_count(std::to_string(i + 1), tally.by_snip[i], out);
    out.push_back('}');
}

/// With --split only.
void split_key(std::optional<split::SplitCounts> const& counts, std::string& out) {
    if (!counts) return;
    append_json_key("split", out);
    out.push_back('{');
    append_json_count("accepted", counts->accepted, out);
    append_json_count("rejected", counts->rejected, out);
    append_json_count("neither", counts->neither, out);
    append_json_count("outside_bytes", counts->outside_bytes, out);
    append_json_count("lines_without_claim", counts->lost_lines, out);
    out.push_back('}');
}

/// Only where there are answers.
void answers_key(answers::AnswerTally const& answered, std::string& out) {
    if (answered.answers == 0) return;
    append_json_key("answers", out);
    out.push_back('{');
    append_json_count("count", answered.answers, out);
    append_json_count("interchanges_accepted", answered.interchanges_accepted, out);
    append_json_count("interchanges_rejected", answered.interchanges_rejected, out);
    append_json_count("sets_accepted", answered.sets_accepted, out);
    append_json_count("sets_rejected", answered.sets_rejected, out);
    append_json_count("claims_accepted", answered.claims_accepted, out);
    append_json_count("claims_rejected", answered.claims_rejected, out);
    append_json_amount("charges_accepted", answered.charges_accepted, out);
    append_json_amount("charges_rejected", answered.charges_rejected, out);
    out.push_back('}');
}

/// Only where claims were compared over the run.
void compared_key(std::optional<ComparedClaims> const& compared, std::string& out) {
    if (!compared) return;
    append_json_key("compared", out);
    out.push_back('{');
    append_json_count("claims", compared->claims, out);
    append_json_count("drug_lines", compared->drug_lines, out);
    append_json_count("table_bytes", compared->bytes, out);
    append_json_count("not_compared", compared->not_compared, out);
    if (!compared->ended_in.empty()) {
        append_json_text("ended_in", compared->ended_in, out);
        append_json_count("ended_at_claim", compared->ended_at, out);
    }
    out.push_back('}');
}

void append_input(InputSummary const& input, std::string& out) {
    out.push_back('{');
    append_json_text("path", input.path, out);
    append_json_count("bytes", input.bytes, out);
    if (!input.sha256.empty()) append_json_text("sha256", input.sha256, out);
    if (!input.kind.empty()) append_json_text("kind", input.kind, out);
    tally_keys(input.tally, out);
    answers_key(input.answered, out);
    split_key(input.split, out);
    if (!input.packing.empty()) append_json_text("packed", input.packing, out);
    if (!input.packing.empty()) append_json_count("unpacked_bytes", input.unpacked_bytes, out);
    if (!input.archive.empty()) append_json_text("archive", input.archive, out);
    append_json_text("status", input.readable ? "read" : "unreadable", out);
    if (!input.readable) append_json_text("reason", input.reason, out);
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

/// Only where waivers or a baseline were given.
void waived_key(std::optional<WaivedFindings> const& waived, Tally const& totals, std::string& out) {
    if (!waived) return;
    append_json_key("waived", out);
    out.push_back('{');
    append_json_count("findings", totals.waived, out);
    append_json_count("claims_accepted", totals.accepted_by_waiver, out);
    append_json_amount("charges_accepted", totals.charges_by_waiver, out);
    waivers::Waivers const& all = *waived->waivers;
    if (all.has_baseline()) {
        append_json_key("baseline", out);
        out.push_back('{');
        append_json_text("file", all[0].file, out);
        append_json_count("findings", waived->found[0], out);
        append_json_count("known", all.baseline().size(), out);
        append_json_count("unused", all.baseline().size() - waived->known_found, out);
        out.push_back('}');
    }
    append_json_key("waivers", out);
    out.push_back('[');
    for (std::uint32_t i = all.has_baseline() ? 1 : 0, first = i; i < all.size(); ++i) {
        out.append(i == first ? "\n{" : ",\n{");
        append_json_text("file", all[i].file, out);
        append_json_count("line", all[i].line, out);
        append_json_text("rule", all[i].rule->id, out);
        append_json_text("who", all[i].who, out);
        append_json_text("reason", all[i].reason, out);
        append_json_text("until", waivers::last_day(all[i]), out);
        append_json_text("state", state_of(*waived, i), out);
        append_json_count("findings", waived->found[i], out);
        out.push_back('}');
    }
    out.append("]}");
}

} // namespace

std::string summary_json(RunSummary const& run) {
    std::string out = "{\"schema\":1";
    append_json_text("program", "scrub837", out);
    append_json_text("version", run.program_version, out);
    list_key(
        "policies", run.policies,
        [&](rules::PolicySource const& policy) {
            out.push_back('{');
            append_json_text("id", policy.id, out);
            append_json_text("version", policy.version, out);
            append_json_text("sha256", policy.sha256, out);
            out.push_back('}');
        },
        out);
    list_key(
        "notices", run.notices,
        [&](rules::Notice const& notice) {
            out.push_back('{');
            append_json_text("code", notice.code, out);
            append_json_text("text", notice.text, out);
            append_json_text("source", notice.source, out);
            out.push_back('}');
        },
        out);
    list_key(
        "inputs", run.inputs, [&](InputSummary const& input) { append_input(input, out); }, out);
    out.append(",\n\"totals\":{");
    append_json_count("bytes", run.bytes, out);
    tally_keys(run.totals, out);
    answers_key(run.answered, out);
    split_key(run.split, out);
    out.push_back('}');
    append_json_text("snip", run.snip.text(), out);
    list_key(
        "tables", run.tables,
        [&](rules::TableInfo const& table) {
            out.push_back('{');
            append_json_text("name", table.name, out);
            append_json_text("version", table.version, out);
            append_json_text("sha256", table.sha256, out);
            append_json_key("built_in", out);
            out.append(table.built_in ? "true" : "false");
            append_json_text("source", table.source, out);
            out.push_back('}');
        },
        out);
    compared_key(run.compared, out);
    waived_key(run.waived, run.totals, out);
    out.append("}\n");
    return out;
}

} // namespace engine::report
