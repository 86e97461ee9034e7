#include "rules/registry.hpp"

#include <algorithm>
#include <array>

#include "rules/rule_list.hpp"

namespace rules {

#define SCRUB837_DECLARE(rule) extern Rule const rule;
SCRUB837_RULES(SCRUB837_DECLARE)
#undef SCRUB837_DECLARE

namespace {

#define SCRUB837_ADDRESS(rule) &rule,
constexpr Rule const* rule_list[] = {SCRUB837_RULES(SCRUB837_ADDRESS)};
#undef SCRUB837_ADDRESS

char lower(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

constexpr std::size_t fault_kinds = static_cast<std::size_t>(edi::FaultKind::count);
constexpr std::size_t envelope_faults = static_cast<std::size_t>(edi::EnvelopeFault::count);

/// The rules of faults by kind; a kind without a rule (a test forbids it) falls to the first rule of the list.
struct FaultRules {
    std::array<Rule const*, fault_kinds> structure;
    std::array<Rule const*, envelope_faults> envelope;

    FaultRules() {
        structure.fill(rule_list[0]);
        envelope.fill(rule_list[0]);
        for (Rule const* rule : rule_list) {
            if (rule->structure_fault) structure[static_cast<std::size_t>(*rule->structure_fault)] = rule;
            if (rule->envelope_fault) envelope[static_cast<std::size_t>(*rule->envelope_fault)] = rule;
        }
    }
};

FaultRules const& fault_rules() {
    static FaultRules const rules;
    return rules;
}

} // namespace

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::advice: break;
    }
    return "advice";
}

std::span<Rule const* const> all_rules() {
    return rule_list;
}

bool names_rule(Rule const& rule, std::string_view id_or_name) {
    return same_letters(rule.id, id_or_name) || same_letters(rule.name, id_or_name);
}

Rule const* find_rule(std::string_view id_or_name) {
    for (Rule const* rule : rule_list)
        if (names_rule(*rule, id_or_name)) return rule;
    return nullptr;
}

std::size_t rule_index(Rule const& rule) {
    auto const by_id = [](Rule const* listed, std::string_view id) { return listed->id < id; };
    return static_cast<std::size_t>(std::lower_bound(std::begin(rule_list), std::end(rule_list), rule.id, by_id) - std::begin(rule_list));
}

Rule const& rule_of(edi::FaultKind kind) {
    return *fault_rules().structure[static_cast<std::size_t>(kind)];
}
Rule const& rule_of(edi::EnvelopeFault fault) {
    return *fault_rules().envelope[static_cast<std::size_t>(fault)];
}

} // namespace rules
