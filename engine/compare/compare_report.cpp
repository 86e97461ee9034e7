#include "engine/compare/compare_report.hpp"

#include "engine/report/counted.hpp"
#include "engine/report/csv_cells.hpp"
#include "engine/report/json.hpp"
#include "rules/message.hpp"

namespace engine::compare {
namespace {

using report::append_json_amount;
using report::append_json_count;
using report::append_json_count_if_any;
using report::append_json_key;
using report::append_json_money;
using report::append_json_text_if_any;
using report::number_cell;
using report::text_cell;

std::string_view verdict_word(bool rejected) {
    return rejected ? "rejected" : "accepted";
}

void append_money(std::int64_t cents, std::string& out) {
    char digits[24];
    out.append(digits, edi::write_money(digits, cents));
}

/// Texts of the file for people: what is not printable becomes a point.
void append_plain(std::string_view text, std::string& out) {
    rules::Message(out).printable(text, 200);
}

// ---- JSON ------------------------------------------------------------------------------------------------------------------------

void verdict_key(std::string_view key, bool rejected_a, bool rejected_b, std::string& out) {
    append_json_key(key, out);
    out.push_back('{');
    append_json_text_if_any("a", verdict_word(rejected_a), out);
    append_json_text_if_any("b", verdict_word(rejected_b), out);
    out.push_back('}');
}
void cell_keys(VerdictTable::Cell const& cell, std::string& out) {
    append_json_count("claims", cell.claims, out);
    append_json_amount("charges", cell.charges, out);
}

void begin_json(std::string_view kind, Scope const& scope, std::string& out) {
    out += "{\"schema\":1";
    append_json_text_if_any("kind", kind, out);
    append_json_text_if_any("file", scope.input->path, out);
    if (scope.interchange) append_json_text_if_any("interchange", scope.interchange->control_number, out);
    if (scope.group) append_json_text_if_any("group", scope.group->control_number, out);
    if (scope.set) append_json_text_if_any("set", scope.set->control_number, out);
}

std::string_view what(Change const& change) {
    return !change.a ? "appears" : !change.b ? "disappears" : "changes";
}

void side_key(std::string_view key, Told const* told, FindingList const& list, std::string& out) {
    if (!told) return;
    append_json_key(key, out);
    out.push_back('{');
    append_json_text_if_any("severity", rules::severity_name(told->severity), out);
    append_json_text_if_any("message", list.message(*told), out);
    out.push_back('}');
}

void changes_key(FindingList const& a, FindingList const& b, std::span<Change const> changes, std::string& out) {
    append_json_key("changes", out);
    out.push_back('[');
    for (Change const& change : changes) {
        if (out.back() != '[') out.push_back(',');
        Told const& told = change.either();
        out.push_back('{');
        append_json_text_if_any("what", what(change), out);
        append_json_text_if_any("rule", told.rule, out);
        append_json_text_if_any("name", told.name, out);
        append_json_count_if_any("line", told.line, out);
        append_json_text_if_any("loop", told.location.loop, out);
        append_json_text_if_any("segment", told.location.segment, out);
        append_json_count_if_any("segment_no", told.location.segment_no, out);
        append_json_count_if_any("element", told.location.element, out);
        append_json_count_if_any("component", told.location.component, out);
        append_json_count("offset", told.location.offset, out);
        side_key("a", change.a, a, out);
        side_key("b", change.b, b, out);
        out.push_back('}');
    }
    out.push_back(']');
}

// ---- CSV -------------------------------------------------------------------------------------------------------------------------

void begin_csv(std::string_view kind, Scope const& scope, std::string& out) {
    out.push_back('1');
    text_cell(kind, out);
    text_cell(scope.input->path, out);
    text_cell(scope.interchange ? std::string_view(scope.interchange->control_number) : std::string_view(), out);
    text_cell(scope.group ? std::string_view(scope.group->control_number) : std::string_view(), out);
    text_cell(scope.set ? std::string_view(scope.set->control_number) : std::string_view(), out);
}

void money_cell(std::int64_t cents, std::string& out) {
    out.push_back(',');
    append_money(cents, out);
}

void side_cells(Told const* told, FindingList const& list, std::string& out) {
    text_cell(told ? rules::severity_name(told->severity) : std::string_view(), out);
    text_cell(told ? list.message(*told) : std::string_view(), out);
}

/// The cells from `what` on; `change` null: the verdict alone differs.
void change_cells(Change const* change, FindingList const& a, FindingList const& b, std::string& out) {
    if (!change) {
        out += ",verdict,,,,,,,,,,,,,\n";
        return;
    }
    Told const& told = change->either();
    text_cell(what(*change), out);
    text_cell(told.rule, out);
    text_cell(told.name, out);
    number_cell(told.line, out);
    text_cell(told.location.loop, out);
    text_cell(told.location.segment, out);
    number_cell(told.location.segment_no, out);
    number_cell(told.location.element, out);
    number_cell(told.location.component, out);
    out.append(",").append(std::to_string(told.location.offset));
    side_cells(change->a, a, out);
    side_cells(change->b, b, out);
    out.push_back('\n');
}

// ---- text ------------------------------------------------------------------------------------------------------------------------

void append_place(Told const& told, std::string& out) {
    if (told.line > 0) out.append(" line ").append(std::to_string(told.line));
    if (told.location.segment.empty()) return;
    out.push_back(' ');
    append_plain(told.location.segment, out);
    if (told.location.element == 0) return;
    out.append(told.location.element < 10 ? "0" : "").append(std::to_string(told.location.element));
    if (told.location.component > 0) out.append("-").append(std::to_string(told.location.component));
}

void append_changes(FindingList const& a, FindingList const& b, std::span<Change const> changes, std::string& out) {
    for (Change const& change : changes) {
        Told const& told = change.either();
        out.append("  ").append(!change.a ? "+" : !change.b ? "-" : "~").append(" ");
        if (change.a && change.b && change.a->severity != change.b->severity)
            out.append(rules::severity_name(change.a->severity)).append(" -> ");
        out.append(rules::severity_name(told.severity)).append(" ").append(told.rule).append(" ").append(told.name);
        append_place(told, out);
        out.append(": ");
        append_plain((change.b ? b : a).message(told), out);
        if (change.a && change.b && a.message(*change.a) != b.message(*change.b)) {
            out.append(" (was: ");
            append_plain(a.message(*change.a), out);
            out.push_back(')');
        }
        out.push_back('\n');
    }
}

void append_scope(Scope const& scope, std::string& out) {
    append_plain(scope.input->path, out);
    auto const part = [&](std::string_view name, std::string_view number) {
        out.append(", ").append(name).append(" ");
        append_plain(number, out);
    };
    if (scope.interchange) part("interchange", scope.interchange->control_number);
    if (scope.group) part("group", scope.group->control_number);
    if (scope.set) part("set", scope.set->control_number);
}

void append_cell_text(VerdictTable::Cell const& cell, std::string& out) {
    report::append_counted(cell.claims, "claim", out);
    out.append(", ");
    append_money(cell.charges, out);
}

void append_policy(std::string_view letter, rules::Policy const& policy, std::string& out) {
    out.append(letter).append(": policy ");
    for (auto const& source : policy.sources())
        out.append(&source == policy.sources().data() ? "" : " + ").append(source.id).append(" ").append(source.version);
    if (policy.as_of()) {
        out.append(", looked up as for services on ");
        rules::Message(out) << *policy.as_of();
    }
    out.push_back('\n');
}

void append_policy_json(std::string_view key, rules::Policy const& policy, std::string& out) {
    append_json_key(key, out);
    out += "{\"policies\":[";
    for (auto const& source : policy.sources()) {
        if (out.back() != '[') out.push_back(',');
        out.push_back('{');
        append_json_text_if_any("id", source.id, out);
        append_json_text_if_any("version", source.version, out);
        append_json_text_if_any("sha256", source.sha256, out);
        out.push_back('}');
    }
    out.push_back(']');
    if (policy.as_of()) {
        std::string day;
        rules::Message(day) << *policy.as_of();
        append_json_text_if_any("as_of", day, out);
    }
    out.push_back('}');
}

void append_verdicts_json(VerdictTable const& verdicts, std::string& out) {
    auto const cell = [&](std::string_view key, VerdictTable::Cell const& each) {
        append_json_key(key, out);
        out.push_back('{');
        cell_keys(each, out);
        out.push_back('}');
    };
    cell("total", verdicts.total());
    cell("both_accept", verdicts.cells[0][0]);
    cell("only_a_accepts", verdicts.cells[0][1]);
    cell("only_b_accepts", verdicts.cells[1][0]);
    cell("both_reject", verdicts.cells[1][1]);
}

} // namespace

void append_csv_header(std::string& out) {
    out += "schema,kind,file,interchange,group,set,claim,claim_no,claim_row,claims,charge,verdict_a,verdict_b,what,rule,name,line,loop,"
           "segment,"
           "segment_no,element,component,offset,severity_a,message_a,severity_b,message_b\n";
}

void append_claim(report::Heading const& heading, bool rejected_a, bool rejected_b, FindingList const& a, FindingList const& b,
                  std::span<Change const> changes, Entries& out) {
    begin_json("claim", *heading.scope, out.jsonl);
    append_json_text_if_any("claim", heading.claim, out.jsonl);
    append_json_count_if_any("claim_no", heading.claim_no, out.jsonl);
    append_json_key("charge", out.jsonl);
    append_json_money(heading.charge, out.jsonl);
    verdict_key("verdict", rejected_a, rejected_b, out.jsonl);
    changes_key(a, b, changes, out.jsonl);
    out.jsonl += "}\n";

    for (std::size_t row = 0; row < std::max<std::size_t>(changes.size(), 1); ++row) {
        begin_csv("claim", *heading.scope, out.csv);
        text_cell(heading.claim, out.csv);
        number_cell(heading.claim_no, out.csv);
        number_cell(row + 1, out.csv);
        number_cell(1, out.csv);
        money_cell(heading.charge, out.csv);
        text_cell(verdict_word(rejected_a), out.csv);
        text_cell(verdict_word(rejected_b), out.csv);
        change_cells(changes.empty() ? nullptr : &changes[row], a, b, out.csv);
    }

    out.text.append("claim ").append(std::to_string(heading.claim_no)).append(" \"");
    append_plain(heading.claim, out.text);
    out.text.append("\"  charge ");
    append_money(heading.charge, out.text);
    out.text.append("  ").append(verdict_word(rejected_a));
    if (rejected_a != rejected_b) out.text.append(" -> ").append(verdict_word(rejected_b));
    out.text.append("  (");
    append_scope(*heading.scope, out.text);
    out.text.append(")\n");
    append_changes(a, b, changes, out.text);
}

void append_outside(Scope const& scope, FindingList const& a, FindingList const& b, std::span<Change const> changes, Entries& out) {
    begin_json("outside", scope, out.jsonl);
    changes_key(a, b, changes, out.jsonl);
    out.jsonl += "}\n";
    for (Change const& change : changes) {
        begin_csv("outside", scope, out.csv);
        out.csv += ",,,,,,";
        change_cells(&change, a, b, out.csv.append(","));
    }
    out.text += "outside of claims  (";
    append_scope(scope, out.text);
    out.text += ")\n";
    append_changes(a, b, changes, out.text);
}

void append_moves(std::string_view kind, Scope const& scope, bool rejected_a, bool rejected_b, VerdictTable const& before, Entries& out) {
    for (std::size_t was_a = 0; was_a < 2; ++was_a)
        for (std::size_t was_b = 0; was_b < 2; ++was_b) {
            bool const is_a = was_a || rejected_a, is_b = was_b || rejected_b;
            VerdictTable::Cell const& cell = before.cells[was_a][was_b];
            bool const moved = is_a != (was_a != 0) || is_b != (was_b != 0);
            if (!moved || cell.claims == 0 || (was_a == was_b && is_a == is_b)) continue;
            begin_json(kind, scope, out.jsonl);
            verdict_key("verdict_before", was_a, was_b, out.jsonl);
            verdict_key("verdict", is_a, is_b, out.jsonl);
            cell_keys(cell, out.jsonl);
            out.jsonl += "}\n";

            begin_csv(kind, scope, out.csv);
            out.csv += ",,,";
            number_cell(cell.claims, out.csv);
            money_cell(cell.charges, out.csv);
            text_cell(verdict_word(is_a), out.csv);
            text_cell(verdict_word(is_b), out.csv);
            out.csv.append(",was ").append(verdict_word(was_a)).append("/").append(verdict_word(was_b)).append(",,,,,,,,,,,,,\n");

            out.text.append("the whole ").append(kind).append("  ").append(verdict_word(is_a));
            if (is_a != is_b) out.text.append(" -> ").append(verdict_word(is_b));
            out.text.append(" instead of ").append(verdict_word(was_a)).append(" -> ").append(verdict_word(was_b)).append(": ");
            append_cell_text(cell, out.text);
            out.text.append("  (");
            append_scope(scope, out.text);
            out.text.append(")\n");
        }
}

std::string comparison_text(Comparison const& comparison) {
    std::string out;
    append_policy("A", *comparison.a, out);
    append_policy("B", *comparison.b, out);
    auto const line = [&](std::string_view words, VerdictTable::Cell const& cell) {
        out.append("  ").append(words).append(32 - words.size(), ' ');
        append_cell_text(cell, out);
        out.push_back('\n');
    };
    VerdictTable const& all = comparison.verdicts;
    out += "\n";
    line("all claims", all.total());
    line("accepted by A and B", all.cells[0][0]);
    line("accepted by A, rejected by B", all.cells[0][1]);
    line("rejected by A, accepted by B", all.cells[1][0]);
    line("rejected by A and B", all.cells[1][1]);
    out += "\n";
    line("accepted by A", all.accepted(false));
    line("accepted by B", all.accepted(true));
    out += "\n";
    report::append_counted(comparison.claims_changed, "claim", out);
    out += " with other findings or another verdict of its own\n";
    if (comparison.outside_untold > 0)
        out += std::to_string(comparison.outside_untold) + " differences outside of claims are counted and not told\n";
    for (auto const& [rule, changes] : comparison.rules)
        out.append("  ")
            .append(rule)
            .append(": ")
            .append(std::to_string(changes.appear))
            .append(" appear, ")
            .append(std::to_string(changes.disappear))
            .append(" disappear, ")
            .append(std::to_string(changes.change))
            .append(" change\n");
    for (ComparedInput const& input : comparison.inputs) {
        if (input.reason.empty()) continue;
        append_plain(input.path, out);
        out.append(": could not be read: ").append(input.reason).append("\n");
    }
    return out;
}

std::string comparison_json(Comparison const& comparison) {
    std::string out = "{\"schema\":1,\"program\":\"scrub837\",\"version\":\"" SCRUB837_VERSION "\"";
    append_policy_json("a", *comparison.a, out);
    append_policy_json("b", *comparison.b, out);
    append_json_key("inputs", out);
    out.push_back('[');
    for (ComparedInput const& input : comparison.inputs) {
        if (out.back() != '[') out.push_back(',');
        out.push_back('{');
        append_json_text_if_any("path", input.path, out);
        append_json_text_if_any("status", input.reason.empty() ? "read" : "unreadable", out);
        append_json_text_if_any("reason", input.reason, out);
        append_verdicts_json(input.verdicts, out);
        append_json_count("claims_changed", input.claims_changed, out);
        out.push_back('}');
    }
    out.push_back(']');
    append_json_key("totals", out);
    out.push_back('{');
    append_verdicts_json(comparison.verdicts, out);
    append_json_count("claims_changed", comparison.claims_changed, out);
    append_json_count("outside_untold", comparison.outside_untold, out);
    out.push_back('}');
    append_json_key("rules", out);
    out.push_back('[');
    for (auto const& [rule, changes] : comparison.rules) {
        if (out.back() != '[') out.push_back(',');
        out.push_back('{');
        append_json_text_if_any("rule", rule, out);
        append_json_count("appear", changes.appear, out);
        append_json_count("disappear", changes.disappear, out);
        append_json_count("change", changes.change, out);
        out.push_back('}');
    }
    out += "]}\n";
    return out;
}

} // namespace engine::compare
