// report.html: the report for people, one page that holds everything it needs. Its form is in page.html, page.css and page.js; here its slots are filled.
#pragma once

#include <functional>
#include <string_view>

#include "edi/text/values.hpp"
#include "engine/report/html/run_figures.hpp"
#include "engine/report/input_summary.hpp"

namespace engine::report::html {

struct PageOptions {
    edi::Day processed;    ///< day of processing
    bool database = false; ///< results.sqlite is beside the page
    bool mask = false;     ///< names, ids, birth dates and addresses are hidden
};

/// The whole page, in parts. Its size is bounded: figures are complete, of single claims it has what `figures` kept, and
/// lists of parties and inputs have an end that is said.
void write_page(RunSummary const& run, RunFigures const& figures, PageOptions options, std::function<void(std::string_view)> const& write);

} // namespace engine::report::html
