#include <algorithm>
#include <cstdio>
#include <optional>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "cli/talk.hpp"
#include "engine/run_example.hpp"
#include "rules/nearest_word.hpp"
#include "rules/registry.hpp"
#include "rules/snip.hpp"
#include "rules/user_rule.hpp"

namespace cli {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    out.append(name).append(": ").append(text).append("\n");
}

std::string codes(rules::Rule const& rule) {
    std::string text;
    for (std::string_view const status : rule.claim_status)
        if (!status.empty()) text.append(text.empty() ? "277CA " : " + ").append(status);
    if (!rule.ack_999.empty()) text.append(text.empty() ? "" : "; ").append("999 ").append(rule.ack_999);
    if (!rule.ack_ta1.empty()) text.append(text.empty() ? "" : "; ").append("TA1 ").append(rule.ack_ta1);
    return text;
}

std::string_view guides(rules::Rule const& rule) {
    switch (rule.applies_to) {
        case rules::AppliesTo::professional: return "837P";
        case rules::AppliesTo::institutional: return "837I";
        default: return "837P and 837I";
    }
}

void append_example(std::string& out, std::string_view what, rules::Example const& example) {
    if (example.sample.empty()) return;
    out.append(what).append(": samples/").append(example.sample);
    if (!example.replace.empty())
        out.append(" with \"").append(example.replace).append("\" changed to \"").append(example.with).append("\"");
    out.append("\n");
}

void append_staged(std::string& out, rules::StagedExample staged) {
    switch (staged) {
        case rules::StagedExample::sent_twice: return append_field(out, "Found in", "samples/837p-clean.edi, two times in one file");
        case rules::StagedExample::gzip_cut_off:
            return append_field(out, "Found in", "samples/837p-clean.edi as a gzip file that lacks its end");
        case rules::StagedExample::none: return;
    }
}

constexpr Option options[] = {
    policy_option,
    tables_option,
    {"date", "YYYY-MM-DD", "show what holds for services on this day (default: all, with the days for which it holds)"},
};

struct Wish {
    rules::Policy const* policy;
    std::vector<std::string> policy_names;
    std::optional<edi::Day> day;
};

/// Each line of `text` with `indent` before it.
void append_lines(std::string& out, std::string_view indent, std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t const end = std::min(text.find('\n', begin), text.size());
        if (end > begin) out.append(indent).append(text.substr(begin, end - begin));
        out += '\n';
        begin = end + 1;
    }
}

std::string severity_in_force(rules::Rule const& rule, rules::Policy const& policy) {
    auto const severity = policy.severity(rule);
    std::string text(severity ? rules::severity_name(*severity) : "off");
    text.append(" under policy ").append(policy.name());
    if (severity != rule.severity) text.append("; ").append(rules::severity_name(rule.severity)).append(" by itself");
    return text;
}

void append_condition(std::string& out, rules::UserRule const& own) {
    out.append("Condition, asked of each ").append(own.scope == rules::expression::Scope::line ? "line" : "claim").append(":\n");
    append_lines(out, "    ", own.when);
}

void append_data(std::string& out, rules::Rule const& rule, Wish const& wish) {
    if (!rule.data) return;
    std::string data;
    rules::Message message(data);
    rule.data(*wish.policy, wish.day, message);
    std::string title = "In force";
    if (wish.day) {
        rules::Message day(title);
        day << " for services on " << *wish.day;
    }
    out.append(title).append(data.empty() ? ": nothing\n" : ":\n");
    append_lines(out, "    ", data);
}

/// The policies in force and, above them, the lines that the rule's examples need.
rules::Policy policy_for_example(rules::Rule const& rule, Wish const& wish) {
    if (rule.example_policy.empty()) return *wish.policy;
    auto texts = rules::policy_texts(wish.policy_names);
    if (auto* layers = std::get_if<std::vector<rules::PolicyText>>(&texts)) {
        layers->push_back(
            {"example", "id = \"example\"\nversion = \"1\"\ntitle = \"lines of the example\"\n" + std::string(rule.example_policy)});
        auto layered = rules::layer_policies(*layers, wish.policy->tables());
        if (auto* policy = std::get_if<rules::Policy>(&layered)) return std::move(*policy);
    }
    return *wish.policy;
}

/// The example as the report shows it: the finding is made, not copied.
void append_findings(std::string& out, rules::Rule const& rule, Wish const& wish) {
    bool const staged = rule.staged != rules::StagedExample::none;
    if (rule.fires.sample.empty() && !staged) return;
    std::string const text = staged ? engine::staged_text(rule.staged) : engine::example_text(rule.fires);
    std::string const found = engine::run_example(policy_for_example(rule, wish), rule, text, {talk::colored_output()});
    if (found.empty()) {
        out += "    (under this policy nothing is found there)\n";
        return;
    }
    append_lines(out, "    ", std::string_view(found).substr(0, found.find_last_not_of('\n') + 1));
    out += '\n';
}

void append_rule(std::string& out, rules::Rule const& rule, Wish const& wish) {
    out.append(rule.id).append(" ").append(rule.name).append(" (").append(rules::severity_name(rule.severity)).append(")\n");
    out.append(rule.title).append("\n\n").append(rule.explanation).append("\n\n");
    append_field(out, "What to do", rule.help);
    append_field(out, "In force", severity_in_force(rule, *wish.policy));
    append_field(out, "SNIP type", std::to_string(rule.snip).append(" ").append(rules::snip_name(rule.snip)));
    append_field(out, "Applies to", guides(rule));
    append_field(out, "Answered with", codes(rule));
    append_field(out, "Source", rule.source);
    if (rule.user) append_condition(out, *rule.user);
    append_data(out, rule, wish);
    if (!rule.example_policy.empty()) append_field(out, "With the policy lines", rule.example_policy);
    append_example(out, "Found in", rule.fires);
    append_staged(out, rule.staged);
    append_findings(out, rule, wish);
    append_example(out, "Not in", rule.passes);
}

bool begins_with_any_case(std::string_view id, std::string_view wanted) {
    auto const upper = [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return wanted.size() <= id.size() &&
           std::equal(wanted.begin(), wanted.end(), id.begin(), [&](char a, char b) { return upper(a) == upper(b); });
}

/// What may be meant: the rules whose ids begin so ("R1"), or the id or name that is most like it.
std::string meant_rule(std::string_view wanted, rules::Policy const& policy) {
    std::string family;
    for (rules::Rule const* rule : policy.rules())
        if (!wanted.empty() && begins_with_any_case(rule->id, wanted)) family.append(family.empty() ? "" : ", ").append(rule->id);
    if (!family.empty()) return " (those that begin so are " + family + ")";
    std::vector<std::string_view> names;
    for (rules::Rule const* rule : policy.rules()) {
        names.push_back(rule->id);
        names.push_back(rule->name);
    }
    return rules::did_you_mean(wanted, names);
}

Exit explain(Given const& given) {
    if (given.words.empty()) return wrong_use("explain", "which rule? Give an id (U101) or a name (units-missing)");
    auto const names = policy_names(given.all("policy"));
    auto const loaded = load_policy(names, given.last("tables"));
    if (auto const* wrong = std::get_if<std::string>(&loaded)) return wrong_use("explain", *wrong);
    Wish wish{&std::get<LoadedPolicy>(loaded).policy, names, std::nullopt};
    auto const day = day_of(given, "date");
    if (auto const* wrong = std::get_if<std::string>(&day)) return wrong_use("explain", *wrong);
    wish.day = std::get<std::optional<edi::Day>>(day);
    std::string out;
    for (std::string const& wanted : given.words) {
        rules::Rule const* rule = wish.policy->find(wanted);
        if (!rule)
            return wrong_use("rules", "there is no rule \"" + wanted + "\"" + meant_rule(wanted, *wish.policy) +
                                          "; scrub837 rules lists all of them");
        if (!out.empty()) out += "\n";
        append_rule(out, *rule, wish);
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const explain_command{
    .name = "explain",
    .arguments = "RULE...",
    .summary = "say what a rule is about, where it comes from, what it stands on and what to do",
    .manual = "A rule is asked for by its id (U105) or its name (units-disagree-with-ndc). Its example is shown as the report shows it.",
    .words = Offer::rule,
    .options = options,
    .example = "scrub837 explain U105 --date 2024-01-01",
    .run = explain,
};

} // namespace cli
