// findings.csv: the findings as a flat table (RFC 4180 quoting, one header line, LF at the end of a line, UTF-8).
#pragma once

#include <string>

#include "engine/report/finding_view.hpp"
#include "engine/report/rule_texts.hpp"

namespace engine::report {

/// Appends the header line.
void append_csv_header(std::string& out);

/// Appends one line; the columns are the keys of findings.jsonl. `ack` is "277CA A7:476; 999 IK304:3"; `related` is
/// "LOOP SEGMENT segment_no[.element[.component]] @offset" of each place, joined with "; ". A text that begins with = + - @ or a tab gets an apostrophe in front,
/// because spreadsheets would run it as a formula; findings.jsonl has the exact text.
void append_csv(FindingView const& finding, RuleTexts& texts, std::string& out);

} // namespace engine::report
