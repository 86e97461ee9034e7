// INPUT.report.txt and the findings on the terminal: the claim file for people, each finding under its segment with a caret.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/report/colours.hpp"
#include "engine/report/finding_view.hpp"
#include "engine/report/input_summary.hpp"
#include "engine/scope.hpp"
#include "rules/policy.hpp"

namespace engine::report {

/// What is said of a claim above its findings.
struct Heading {
    std::uint64_t claim_no = 0; ///< number of the claim in its input, 1 = first
    std::string_view claim;     ///< CLM01
    std::int64_t charge = 0;    ///< cents
    bool charge_known = true;   ///< false: CLM02 cannot be read
    std::uint32_t lines = 0;    ///< service lines
    bool accepted = true;
    std::string_view billing_provider; ///< name; may be empty
    Scope const* scope = nullptr;      ///< never null: names interchange, group and set
};

/// Appends the findings of one claim under its heading, or findings of the segments around claims (`heading` null). The findings come sorted
/// by the offset of their segment; those of one segment share its line. Long segments are clipped around the element at fault, control characters
/// shown as '.'; carets count characters. Of a claim, equal findings of one rule are told once, of different ones the first ten, and how many
/// there are more; help, codes and policy of a rule stand at its first finding. Nothing is appended when there are neither heading nor findings.
void append_annotated(Heading const* heading, std::span<FindingView const> findings, Style style, std::string& out);

/// What stands left of everything in these reports: number of the segment in its set (0: none) and loop, and a bar.
void append_margin(std::uint64_t segment_no, std::string_view loop, Style style, std::string& out);
/// The bar alone.
void append_margin(Style style, std::string& out);

/// The findings on one segment, which the caller has just written with `indent` blanks behind its bar. A long segment is shown once more,
/// clipped around each finding.
void append_findings_below(std::span<FindingView const> findings, std::size_t indent, Style style, std::string& out);

/// The first lines of a report: program, input, policies in force, notices of the policies, what the run was limited to.
void append_report_head(InputScope const& input, RunSummary const& run, std::string& out);

/// The last lines: the input's totals.
void append_report_end(InputSummary const& summary, std::string& out);

} // namespace engine::report
