#include "rules/policy/severities.hpp"

#include "rules/nearest_word.hpp"
#include "rules/policy/table_reader.hpp"
#include "rules/registry.hpp"
#include "rules/user_rule.hpp"

namespace rules {

namespace {

std::vector<std::string_view> rule_words() {
    std::vector<std::string_view> words;
    for (Rule const* rule : all_rules()) words.insert(words.end(), {rule->name, rule->id});
    return words;
}

} // namespace

std::vector<std::optional<Severity>> Severities::defaults() {
    std::vector<std::optional<Severity>> list;
    for (Rule const* rule : all_rules()) list.push_back(rule->severity);
    return list;
}

void Severities::read(TableReader& root) {
    root.one("severity", [&](TableReader& entry) {
        for (std::string const& key : entry.keys()) {
            Rule const* rule = find_rule(key);
            if (rule) {
                named_.emplace_back(rule, entry.severity_or_off(key, rule->id));
                continue;
            }
            PolicyError unknown = entry.error_at_key(key, "no rule has the id or name \"" + key + "\"" + did_you_mean(key, rule_words()) +
                                                              ": see `scrub837 rules`");
            if (is_user_rule_id(key))
                of_user_rules_.push_back({key, entry.severity_or_off(key, key), std::move(unknown)});
            else
                entry.fail_at_key(key, std::move(unknown.message));
        }
    });
}

void Severities::lay(Severities const& later) {
    for (auto const& [rule, severity] : later.named_) by_rule_[rule_index(*rule)] = severity;
    of_user_rules_.insert(of_user_rules_.end(), later.of_user_rules_.begin(), later.of_user_rules_.end());
}

std::optional<Severity> Severities::of(Rule const& rule) const {
    return by_rule_[rule_index(rule)];
}

void Severities::limit_to(std::function<bool(Rule const&)> const& wanted) {
    for (Rule const* rule : all_rules())
        if (!wanted(*rule)) by_rule_[rule_index(*rule)].reset();
}

void Severities::set(Rule const& rule, Severity severity) {
    by_rule_[rule_index(rule)] = severity;
}

} // namespace rules
