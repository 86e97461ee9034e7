#include <cstdio>

#include "cli/command.hpp"
#include "rules/registry.hpp"
#include "rules/snip.hpp"

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

} // namespace

Exit explain(std::span<std::string const> arguments) {
    if (arguments.empty()) return wrong_use("explain", "which rule? Give an id (U101) or a name (units-missing)");
    std::string out;
    for (std::string const& wanted : arguments) {
        rules::Rule const* rule = rules::find_rule(wanted);
        if (!rule) return wrong_use("rules", "there is no rule \"" + wanted + "\"; scrub837 rules lists all of them");
        if (!out.empty()) out += "\n";
        out.append(rule->id).append(" ").append(rule->name).append(" (").append(rules::severity_name(rule->severity)).append(")\n");
        out.append(rule->title).append("\n\n").append(rule->explanation).append("\n\n");
        append_field(out, "What to do", rule->help);
        append_field(out, "SNIP type", std::to_string(rule->snip).append(" ").append(rules::snip_name(rule->snip)));
        append_field(out, "Applies to", guides(*rule));
        append_field(out, "Answered with", codes(*rule));
        append_field(out, "Source", rule->source);
        if (!rule->example_policy.empty()) append_field(out, "With the policy lines", rule->example_policy);
        append_example(out, "Found in", rule->fires);
        append_example(out, "Not in", rule->passes);
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace cli
