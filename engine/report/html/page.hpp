// report.html: the report for people, one page that holds everything it needs. Its form is in page.html, page.css and page.js; here its slots are filled.
#pragma once

#include <functional>
#include <string_view>

#include "edi/text/values.hpp"
#include "engine/report/html/run_figures.hpp"
#include "engine/report/input_summary.hpp"

namespace engine::report::html {

/// The whole page, in parts. `processed`: day of processing. Its size is bounded: figures are complete, of single claims it has what `figures` kept, and
/// lists of parties and inputs have an end that is said.
void write_page(RunSummary const& run, RunFigures const& figures, edi::Day processed, std::function<void(std::string_view)> const& write);

} // namespace engine::report::html
