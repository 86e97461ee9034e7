// Charts as inline SVG without styles of their own: page.css has the colours, so they are right in light, dark and print. Whole numbers only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "engine/report/html/run_figures.hpp"

namespace engine::report::html {

/// A part of a bar: class of its colour ("f-bad") and its length in thousandths of the whole width.
struct BarPart {
    std::string_view colour;
    unsigned thousandths = 0;
};

/// A bar of parts one behind the other. The numbers stand beside it, so it is hidden from readers of the screen.
void append_bar(std::initializer_list<BarPart> parts, std::string& out);

/// Columns of findings by day, week, month or year of service: the widest span that holds all but the outermost hundredths, what lies outside is in a
/// column of its own at either end. Nothing when `days` is empty.
void append_days(std::map<edi::Day, BySeverity> const& days, std::string& out);

/// Units billed over units expected, one circle for the doses of each cell and verdict. Nothing when there are no doses.
void append_doses(DoseGrid const& doses, std::string& out);

} // namespace engine::report::html
