// What every finding of a rule says alike, in the form of each file: rendered once, because a bad batch has a finding in each claim.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "rules/rule.hpp"

namespace engine::report {

/// Of one rule at one severity.
struct RuleText {
    std::string json_rule; ///< the members rule, name and severity, each behind a comma
    std::string json_help; ///< the member help behind a comma; nothing where there is none
    std::string csv_rule;  ///< the cells of the same
    std::string csv_help;
};

/// Filled as rules are met; one a thread. Rules must outlive it.
class RuleTexts {
public:
    /// Valid as long as this object.
    RuleText const& of(rules::Rule const& rule, rules::Severity severity);

private:
    struct Key {
        rules::Rule const* rule;
        rules::Severity severity;
        bool operator==(Key const&) const = default;
    };
    struct Hash {
        std::size_t operator()(Key const& key) const {
            return std::hash<rules::Rule const*>()(key.rule) ^ static_cast<std::size_t>(key.severity);
        }
    };
    std::unordered_map<Key, RuleText, Hash> texts_;
};

} // namespace engine::report
