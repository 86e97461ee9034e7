#include <algorithm>
#include <cstdio>

#include "cli/command.hpp"
#include "rules/registry.hpp"
#include "rules/snip.hpp"

namespace cli {
namespace {

void append_cell(std::string& out, std::string_view text) {
    out += "| ";
    for (char const c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    out += ' ';
}

/// "1 syntax, 2 guide, ..."
std::string snip_legend() {
    std::string out;
    for (unsigned type = 1; type <= rules::snip_types; ++type)
        out.append(out.empty() ? "" : ", ").append(std::to_string(type)).append(" ").append(rules::snip_name(type));
    return out;
}

// RULES.md of the project is this output; a test holds the two together.
std::string markdown() {
    std::string out =
        "# Rules\n\nMade by `scrub837 rules --markdown`; `scrub837 explain RULE` says more of each. SNIP types: " + snip_legend() +
        ".\n\n"
        "| id | name | severity | SNIP | what it finds | 277CA | 999 | TA1 | source |\n| --- | --- | --- | --- | --- | --- | --- | --- | "
        "--- |\n";
    for (rules::Rule const* rule : rules::all_rules()) {
        std::string statuses;
        for (std::string_view const status : rule->claim_status)
            if (!status.empty()) statuses.append(statuses.empty() ? "" : " + ").append(status);
        append_cell(out, rule->id);
        append_cell(out, rule->name);
        append_cell(out, rules::severity_name(rule->severity));
        append_cell(out, std::to_string(rule->snip));
        append_cell(out, rule->title);
        append_cell(out, statuses);
        append_cell(out, rule->ack_999);
        append_cell(out, rule->ack_ta1);
        append_cell(out, rule->source);
        out += "|\n";
    }
    return out;
}

std::string table() {
    std::size_t widest = 0;
    for (rules::Rule const* rule : rules::all_rules()) widest = std::max(widest, rule->name.size());
    std::string out = "SNIP types (the number before the title): " + snip_legend() + "\n\n";
    for (rules::Rule const* rule : rules::all_rules()) {
        std::string_view const severity = rules::severity_name(rule->severity);
        out.append(rule->id).append("  ").append(rule->name).append(widest - rule->name.size() + 2, ' ');
        out.append(severity).append(9 - std::min<std::size_t>(severity.size(), 8), ' ');
        out.append(std::to_string(rule->snip)).append("  ").append(rule->title).append("\n");
    }
    return out;
}

} // namespace

Exit list_rules(std::span<std::string const> arguments) {
    bool const as_markdown = arguments.size() == 1 && arguments[0] == "--markdown";
    if (!arguments.empty() && !as_markdown) return wrong_use("rules", "rules takes no argument but --markdown");
    std::string const out = as_markdown ? markdown() : table();
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace cli
