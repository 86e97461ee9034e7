// What the report and the summary say of the split files.
#pragma once

#include <string>

#include "engine/report/counted.hpp"
#include "engine/split/split_counts.hpp"

namespace engine::report {

/// One line: how many claims are where.
inline void append_split(split::SplitCounts const& counts, std::string& out) {
    out.append("split: ").append(counted(counts.accepted, "claim")).append(" in accepted.edi, ");
    out.append(std::to_string(counts.rejected)).append(" in rejected.edi, ");
    out.append(std::to_string(counts.neither)).append(" in neither\n");
}

/// Is something of the input in neither file?
inline bool leaves_something(split::SplitCounts const& counts) {
    return counts.neither > 0 || counts.outside_bytes > 0 || counts.lost_lines > 0;
}

/// The rest of a line: what that is.
inline void append_left_out(split::SplitCounts const& counts, std::string& out) {
    out.append("in neither split file: ").append(counted(counts.neither - counts.damaged, "claim")).append(" outside of any set, ");
    if (counts.damaged > 0) out.append(counted(counts.damaged, "claim")).append(" of a damaged packed input, ");
    out.append(counted(counts.outside_bytes, "byte")).append(" of text outside of interchanges");
    if (counts.lost_lines > 0) out.append(", ").append(counted(counts.lost_lines, "service line")).append(" that lost its CLM");
    out.append("\n");
}

} // namespace engine::report
