// summary.json: totals per input and over all, for programs.
#pragma once

#include <string>

#include "engine/report/input_summary.hpp"

namespace engine::report {

/// The whole file, keys as in the contract (docs/OUTPUTS.md), plus "notices" ([{"code","text","source"}]) and "bytes" in "totals".
/// "sha256" is absent when the input could not be read to its end, "reason" when it was read. One line an input.
std::string summary_json(RunSummary const& run);

} // namespace engine::report
