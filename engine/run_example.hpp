// Runs the example of a rule, to show what its findings look like.
#pragma once

#include <string>

#include "engine/report/annotated_text.hpp"
#include "rules/policy.hpp"

namespace engine {

/// The text of an example; empty when there is none.
std::string example_text(rules::Example const& example);

/// The input that shows a rule which no exchanged text can show; `staged` is not none.
std::string staged_text(rules::StagedExample staged);

/// What the report says of `text` when `rule` alone is on, as the policy has it in force; empty: it finds nothing there.
std::string run_example(rules::Policy policy, rules::Rule const& rule, std::string const& text, report::Style style);

} // namespace engine
