// findings.jsonl: one JSON object per finding, one line each.
#pragma once

#include <string>

#include "engine/report/finding_view.hpp"
#include "engine/report/rule_texts.hpp"

namespace engine::report {

/// Appends one line with the keys of the contract (docs/OUTPUTS.md), in its order; what is not applicable is absent. A place in "related"
/// has the keys loop, segment, segment_no, element, component, offset, length. A 277CA code is named only for an error: warnings and advice
/// never go into a 277CA.
void append_jsonl(FindingView const& finding, RuleTexts& texts, std::string& out);

} // namespace engine::report
