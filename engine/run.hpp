// The engine's front door: inputs in, outputs and a summary out.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/progress.hpp"
#include "engine/read/batch_reader.hpp"
#include "engine/report/annotated_text.hpp"
#include "engine/report/input_summary.hpp"
#include "engine/write/batch_writer.hpp"
#include "rules/policy.hpp"

namespace engine {

struct RunOptions {
    std::vector<InputScope> inputs;
    read::ReadLimits limits;
    write::WriterOptions writer;
    report::Style style;                                   ///< of the annotated text that is printed
    bool mask = false;                                     ///< names, ids, birth dates and addresses are hidden in what people read
    std::size_t cross_claim_memory = std::size_t{2} << 30; ///< bytes for comparing the claims of the run; 0: they are not compared
    unsigned threads = 0;                                  ///< 0 = as many as the machine has
    TellProgress progress;
    /// Gets claims and findings in place of the reports; wants `threads` 1. A block that is looked at once more comes to it once more, beginning with
    /// its item 0, before the writer has it.
    check::FindingSink* sink = nullptr;
};

struct RunResult {
    report::RunSummary summary; ///< complete only without error
    std::string error;          ///< empty: everything was processed and written
    bool wrong_use = false;     ///< the error is the caller's (outputs in the way): nothing was processed
};

/// Runs the pipeline: read and cut, checksum, check (parallel), write. The outputs do not depend on `threads` or `limits.block_size`.
/// `policy` must outlive the call; the summary refers to it.
RunResult run(rules::Policy const& policy, RunOptions options);

} // namespace engine
