// Section [severity]: how severe rules are, and which are off.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "rules/rule.hpp"
#include "rules/snip.hpp"

namespace rules {

class TableReader;

/// Key of an entry: the rule. Rules that no policy names have their own severity.
class Severities {
public:
    void read(TableReader& root);
    void lay(Severities const& later);
    void finish() {}

    /// Severity of a rule, or nothing when it is switched off.
    std::optional<Severity> of(Rule const& rule) const;
    /// Switches off every rule of another SNIP type.
    void limit_to(SnipTypes types);

private:
    std::vector<std::pair<Rule const*, std::optional<Severity>>> named_; ///< in the order in which policies name them
    std::vector<std::optional<Severity>> by_rule_ = defaults();          ///< by rule_index

    static std::vector<std::optional<Severity>> defaults();
};

} // namespace rules
