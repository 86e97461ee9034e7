// Section [severity]: how severe rules are, and which are off.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rules/file_mistake.hpp"
#include "rules/rule.hpp"

namespace rules {

class TableReader;

/// Key of an entry: the rule. Rules that no policy names have their own severity.
class Severities {
public:
    void read(TableReader& root);
    void lay(Severities const& later);
    void finish() {}

    /// Severity of a built-in rule, or nothing when it is switched off.
    std::optional<Severity> of(Rule const& rule) const;
    /// What is said of rules that policies state themselves, in order; UserRules::settle() takes it.
    struct OfUserRule {
        std::string id;
        std::optional<Severity> severity;
        PolicyError if_unknown; ///< when there is no such rule
    };
    std::span<OfUserRule const> of_user_rules() const { return of_user_rules_; }

    /// Switches off every rule that is not `wanted`.
    void limit_to(std::function<bool(Rule const&)> const& wanted);
    void set(Rule const& rule, Severity severity);

private:
    std::vector<std::pair<Rule const*, std::optional<Severity>>> named_; ///< in the order in which policies name them
    std::vector<OfUserRule> of_user_rules_;
    std::vector<std::optional<Severity>> by_rule_ = defaults(); ///< by rule_index

    static std::vector<std::optional<Severity>> defaults();
};

} // namespace rules
