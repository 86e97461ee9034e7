#include "rules/policy.hpp"

#include <algorithm>

#include "rules/policy/contradictions.hpp"
#include "rules/policy/packed_code.hpp"
#include "rules/registry.hpp"

namespace rules {

std::optional<PolicyError> Policy::finish() {
    sections_.finish();
    if (auto error = sections_.user_rules.settle(sections_.severities)) return error;
    rules_.assign(all_rules().begin(), all_rules().end());
    rules_.insert(rules_.end(), sections_.user_rules.all().begin(), sections_.user_rules.all().end()); // their letters are the last ones
    notices_.assign(sections_.notices.all().begin(), sections_.notices.all().end());
    for (Notice& notice : contradictions(sections_, *tables_)) notices_.push_back(std::move(notice));
    for (ModifierMisuse const& misuse : misuses()) rejected_modifiers_.push_back(packed_code(misuse.modifier));
    for (Drug const& drug : drugs())
        for (std::string const& modifier : drug.incompatible_modifiers) rejected_modifiers_.push_back(packed_code(modifier));
    std::sort(rejected_modifiers_.begin(), rejected_modifiers_.end());
    return {};
}

Rule const* Policy::find(std::string_view id_or_name) const {
    Rule const* const built_in = find_rule(id_or_name);
    return built_in ? built_in : sections_.user_rules.find(id_or_name);
}

bool Policy::may_reject_modifier(std::string_view modifier) const {
    return std::binary_search(rejected_modifiers_.begin(), rejected_modifiers_.end(), packed_code(modifier));
}

void Policy::limit_to(SnipTypes types) {
    snip_ = types;
    auto const wanted = [&](Rule const& rule) { return types.holds(rule.snip); };
    sections_.severities.limit_to(wanted);
    sections_.user_rules.limit_to(wanted);
}

void Policy::limit_to(Rule const& rule) {
    Severity const as_set = severity(rule).value_or(rule.severity);
    auto const wanted = [&](Rule const& each) { return &each == &rule; };
    sections_.severities.limit_to(wanted);
    sections_.user_rules.limit_to(wanted);
    if (rule.user)
        sections_.user_rules.set(rule, as_set);
    else
        sections_.severities.set(rule, as_set);
}

} // namespace rules
