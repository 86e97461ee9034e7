// Shows whole files: every segment of any X12 on a line of its own with its place and its names, and what the check finds below it. Constant memory.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "edi/text/values.hpp"
#include "engine/read/batch_reader.hpp"
#include "engine/show/show_text.hpp"
#include "rules/policy.hpp"

namespace engine::show {

struct ShowOptions {
    std::vector<InputScope> inputs;
    read::ReadLimits limits;
    Selection selection;
    report::Style style;
    rules::Policy const* policy = nullptr; ///< with one, what it finds stands under the segments
    std::size_t cross_claim_memory = 0;    ///< bytes for comparing the claims with each other; 0: they are not
    edi::Day processed;                    ///< day of processing
    WriteText write;
};

struct ShowResult {
    Shown shown;
    std::vector<std::pair<std::string, std::string>>
        unreadable; ///< path and reason of inputs that could not be read to their end, or are no X12
};

/// Ends early when `write` wants no more.
ShowResult show(ShowOptions options);

} // namespace engine::show
