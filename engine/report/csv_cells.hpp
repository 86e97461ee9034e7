// Cells of CSV files (RFC 4180).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine::report {

void append_number(std::uint64_t value, std::string& out);

// Each appends a comma, then the cell.

/// 0 = not applicable: an empty cell.
void number_cell(std::uint64_t value, std::string& out);
/// Quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe.
void text_cell(std::string_view text, std::string& out);

} // namespace engine::report
