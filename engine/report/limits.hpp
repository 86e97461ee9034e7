// What a run did not look for: said above everything that is said of its findings.
#pragma once

#include <string>

#include "engine/report/input_summary.hpp"

namespace engine::report {

/// One line where rules were switched off by --snip, else nothing.
inline void append_limits(RunSummary const& run, std::string& out) {
    if (run.snip.all()) return;
    out.append("limited to SNIP types ").append(run.snip.text()).append(": rules of other types were switched off (--snip)\n");
}

} // namespace engine::report
