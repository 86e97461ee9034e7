#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "rules/registry.hpp"
#include "rules/snip.hpp"

namespace cli {
namespace {

constexpr Option options[] = {
    markdown_option,
    {"policy", "NAME|FILE",
     "with the rules that these policies state themselves, and the severities that they set; without it the "
     "built-in rules with their own severities",
     Offer::policy, true},
};

/// A rule with the severity that is shown.
struct Listed {
    rules::Rule const* rule;
    std::string_view severity;
};

std::vector<Listed> list_of(rules::Policy const* policy) {
    std::vector<Listed> list;
    for (rules::Rule const* rule : policy ? policy->rules() : rules::all_rules()) {
        auto const severity = policy ? policy->severity(*rule) : rule->severity;
        list.push_back({rule, severity ? rules::severity_name(*severity) : "off"});
    }
    return list;
}

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
std::string markdown(std::vector<Listed> const& list) {
    std::string out =
        "# Rules\n\nMade by `scrub837 rules --markdown`; `scrub837 explain RULE` says more of each. SNIP types: " + snip_legend() +
        ".\n\n"
        "| id | name | severity | SNIP | what it finds | 277CA | 999 | TA1 | source |\n| --- | --- | --- | --- | --- | --- | --- | --- | "
        "--- |\n";
    for (auto const& [rule, severity] : list) {
        std::string statuses;
        for (std::string_view const status : rule->claim_status)
            if (!status.empty()) statuses.append(statuses.empty() ? "" : " + ").append(status);
        append_cell(out, rule->id);
        append_cell(out, rule->name);
        append_cell(out, severity);
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

std::string table(std::vector<Listed> const& list) {
    std::size_t widest = 0;
    for (Listed const& each : list) widest = std::max(widest, each.rule->name.size());
    std::string out = "SNIP types (the number before the title): " + snip_legend() + "\n\n";
    for (auto const& [rule, severity] : list) {
        out.append(rule->id).append("  ").append(rule->name).append(widest - rule->name.size() + 2, ' ');
        out.append(severity).append(9 - std::min<std::size_t>(severity.size(), 8), ' ');
        out.append(std::to_string(rule->snip)).append("  ").append(rule->title).append("\n");
    }
    return out;
}

Exit list_rules(Given const& given) {
    if (!given.words.empty()) return wrong_use("rules", "rules lists all rules; for one of them: scrub837 explain " + given.words[0]);
    auto const loaded = load_policy(policy_names(given.all("policy")), std::nullopt);
    if (auto const* wrong = std::get_if<std::string>(&loaded)) return wrong_use("rules", *wrong);
    auto const list = list_of(given.has("policy") ? &std::get<LoadedPolicy>(loaded).policy : nullptr);
    std::string const out = given.has("markdown") ? markdown(list) : table(list);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const rules_command{
    .name = "rules",
    .arguments = "",
    .summary = "list the rules",
    .options = options,
    .example = "scrub837 rules --policy cms",
    .run = list_rules,
};

} // namespace cli
