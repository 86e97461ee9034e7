// summary.txt and what `check` says on stderr without --out: the totals for people.
#pragma once

#include <string>

#include "engine/report/input_summary.hpp"

namespace engine::report {

/// Policies and their notices first, one aligned line an input, totals last with the statement that claims = accepted + rejected, for
/// the number of claims and for the charges.
std::string summary_text(RunSummary const& run);

} // namespace engine::report
