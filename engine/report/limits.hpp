// What a run did not look for, or does not show: said above everything that is said of its findings.
#pragma once

#include <string>

#include "engine/report/input_summary.hpp"

namespace engine::report {

/// A line where rules were switched off by --snip, and one where names are hidden by --mask; else nothing.
inline void append_limits(RunSummary const& run, std::string& out) {
    if (run.masked) out.append("names, ids, birth dates, addresses and free text are hidden (--mask)\n");
    if (run.snip.all()) return;
    out.append("limited to SNIP types ").append(run.snip.text()).append(": rules of other types were switched off (--snip)\n");
}

} // namespace engine::report
