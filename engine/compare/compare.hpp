// Two policies over the same claims in one pass, for auditors: which findings appear, disappear or change, and what that is in money.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compare/compare_report.hpp"
#include "engine/progress.hpp"
#include "engine/read/batch_reader.hpp"
#include "rules/policy.hpp"

namespace engine::compare {

struct CompareOptions {
    std::vector<InputScope> inputs;
    read::ReadLimits limits;
    std::optional<std::string> directory;        ///< compare.txt, compare.jsonl, compare.csv, summary.txt, summary.json; nothing: `print`
    bool replace = false;                        ///< what an earlier run left there
    unsigned threads = 0;                        ///< 0 = as many as the machine has
    std::function<void(std::string_view)> print; ///< gets the entries as text, without a directory
    TellProgress progress;
};

struct CompareResult {
    Comparison comparison;  ///< complete only without error
    std::string error;      ///< empty: everything was compared and written
    bool wrong_use = false; ///< the error is the caller's: nothing was processed
};

/// Every claim is judged by itself under both policies; rules over several claims are not run. The outputs do not depend on the number of threads or the
/// block size; memory does not depend on the inputs. Both policies must outlive the result.
CompareResult run(rules::Policy const& a, rules::Policy const& b, CompareOptions options);

} // namespace engine::compare
