// The explicit, sorted list of all rules.
#pragma once

#include <span>
#include <string_view>

#include "rules/rule.hpp"

namespace rules {

/// All built-in rules, ascending by id. They live as long as the program.
std::span<Rule const* const> all_rules();

/// A built-in rule by id ("U102") or name ("units-over-day-limit"), letter case ignored; null when there is none.
Rule const* find_rule(std::string_view id_or_name);

/// Whether `id_or_name` is the id or the name of `rule`, letter case ignored.
bool names_rule(Rule const& rule, std::string_view id_or_name);

/// Position of a built-in rule in all_rules().
std::size_t rule_index(Rule const& rule);

/// The rule that reports a fault. Every kind has one (tested).
Rule const& rule_of(edi::FaultKind kind);
Rule const& rule_of(edi::EnvelopeFault kind);

} // namespace rules
