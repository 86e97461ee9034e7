// Which code tables were in force, for the head of summaries and reports.
#pragma once

#include <string>

#include "engine/report/input_summary.hpp"

namespace engine::report {

/// One line for each table that stands in place of a built-in one (--tables).
void append_replaced_tables(RunSummary const& run, std::string& out);
/// One line with the built-in tables and their versions: they belong to the program's version, so their hashes stand in summary.json.
void append_builtin_tables(RunSummary const& run, std::string& out);

} // namespace engine::report
