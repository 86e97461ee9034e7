// Section [[rule]]: rules that the policy states itself, as conditions in the expression language.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/file_mistake.hpp"
#include "rules/rule.hpp"

namespace rules {

class Severities;
class TableReader;

/// Key of an entry: its id. Copies share the rules, which never change.
class UserRules {
public:
    void read(TableReader& root);
    void lay(UserRules const& later);
    void finish();

    std::span<Rule const* const> all() const { return list_; } ///< ascending by id
    /// By id or name, letter case ignored; null when there is none.
    Rule const* find(std::string_view id_or_name) const;

    /// Severity of one of these rules, or nothing when it is switched off.
    std::optional<Severity> severity(Rule const& rule) const;
    /// Takes what [severity] says of users' rules, after the last layer; what is wrong with it, or with two layers together.
    std::optional<PolicyError> settle(Severities const& severities);
    /// Switches off every rule that is not `wanted`.
    void limit_to(std::function<bool(Rule const&)> const& wanted);
    void set(Rule const& rule, Severity severity);

private:
    struct Entry {
        std::shared_ptr<UserRule const> own;
        std::optional<Severity> severity;
        PolicyError place; ///< where it is stated, for errors that show later
    };
    std::optional<PolicyError> fault_of(Entry const& entry) const;

    std::vector<Entry> entries_;
    std::vector<Rule const*> list_; ///< of entries_
};

} // namespace rules
