#include "engine/report/html/charts.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/report/html/html_text.hpp"

namespace engine::report::html {
namespace {

constexpr std::array<std::string_view, 3> severity_colours{"f-bad", "f-warn", "f-advice"};

std::uint64_t sum(BySeverity const& findings) {
    return findings[0] + findings[1] + findings[2];
}

void append_text(unsigned x, unsigned y, std::string_view kind, std::string_view text, std::string& out) {
    out.append("<text class=\"t-axis").append(kind.empty() ? "" : " ").append(kind).append("\" x=\"").append(std::to_string(x));
    out.append("\" y=\"").append(std::to_string(y)).append("\">").append(html(text)).append("</text>");
}

void append_line(std::string_view kind, unsigned x1, unsigned y1, unsigned x2, unsigned y2, std::string& out) {
    out.append("<line class=\"").append(kind).append("\" x1=\"").append(std::to_string(x1)).append("\" y1=\"").append(std::to_string(y1));
    out.append("\" x2=\"").append(std::to_string(x2)).append("\" y2=\"").append(std::to_string(y2)).append("\"/>");
}

/// The least of 1, 2, 5, 10, 20, ... of which `parts` reach `most`.
std::uint64_t step_for(std::uint64_t most, std::uint64_t parts) {
    std::uint64_t power = 1;
    for (;; power *= 10)
        for (std::uint64_t const factor : {1, 2, 5})
            if (power * factor * parts >= most || power > UINT64_MAX / 100 / parts) return power * factor;
}

// ---- days ----------------------------------------------------------------------------------------------------------------------

enum class Unit { day, week, month, year };

struct CivilDay {
    int year;
    unsigned month, day;
};

CivilDay civil(edi::Day day) {
    char text[8];
    edi::write_day(text, day);
    auto const number = [&](int from, int size) {
        int value = 0;
        for (int i = from; i < from + size; ++i) value = value * 10 + (text[i] - '0');
        return value;
    };
    return {number(0, 4), static_cast<unsigned>(number(4, 2)), static_cast<unsigned>(number(6, 2))};
}

/// Number of the unit in which a day is; neighbours differ by one.
std::int64_t unit_of(edi::Day day, Unit unit) {
    switch (unit) {
        case Unit::day: return day.number;
        case Unit::week: { // Monday to Sunday; 1970-01-01 was a Thursday
            std::int64_t const shifted = day.number + 3;
            return shifted >= 0 ? shifted / 7 : -((6 - shifted) / 7);
        }
        case Unit::month: return std::int64_t{civil(day).year} * 12 + civil(day).month - 1;
        case Unit::year: return civil(day).year;
    }
    return 0;
}

/// "2026-03", "2026-03-09" (a week by its Monday)
std::string unit_name(std::int64_t number, Unit unit) {
    switch (unit) {
        case Unit::day: return iso_day({static_cast<std::int32_t>(number)});
        case Unit::week: return iso_day({static_cast<std::int32_t>(number * 7 - 3)});
        case Unit::month: {
            std::string const month = std::to_string(number % 12 + 1);
            return std::to_string(number / 12).append(month.size() == 1 ? "-0" : "-").append(month);
        }
        case Unit::year: return std::to_string(number);
    }
    return {};
}

struct Column {
    std::string name;
    BySeverity findings{};
};

struct Columns {
    Unit unit = Unit::day;
    std::vector<Column> list;
};

/// The day up to which so many of a thousand findings are.
edi::Day day_at(std::map<edi::Day, BySeverity> const& days, std::uint64_t thousandth) {
    std::uint64_t all = 0, passed = 0;
    for (auto const& [day, findings] : days) all += sum(findings);
    for (auto const& [day, findings] : days) {
        passed += sum(findings);
        if (passed * 1000 > all * thousandth || passed == all) return day;
    }
    return days.rbegin()->first;
}

Columns columns_of(std::map<edi::Day, BySeverity> const& days) {
    constexpr std::int64_t most_columns = 53;
    edi::Day const from = day_at(days, 10), through = day_at(days, 990);
    Columns columns;
    for (auto const unit : {Unit::day, Unit::week, Unit::month, Unit::year}) {
        columns.unit = unit;
        if (unit_of(through, unit) - unit_of(from, unit) < most_columns) break;
    }
    std::int64_t const last = unit_of(through, columns.unit), first = std::max(unit_of(from, columns.unit), last - most_columns + 1);
    Column before{"earlier"}, after{"later"};
    for (std::int64_t number = first; number <= last; ++number) columns.list.push_back({unit_name(number, columns.unit)});
    for (auto const& [day, findings] : days) {
        std::int64_t const number = unit_of(day, columns.unit);
        Column& column = number < first ? before : number > last ? after : columns.list[static_cast<std::size_t>(number - first)];
        for (std::size_t i = 0; i < findings.size(); ++i) column.findings[i] += findings[i];
    }
    if (sum(before.findings) > 0) columns.list.insert(columns.list.begin(), before);
    if (sum(after.findings) > 0) columns.list.push_back(after);
    return columns;
}

std::string said(Column const& column) {
    std::string text = column.name + ": " + grouped(column.findings[0]) + (column.findings[0] == 1 ? " error, " : " errors, ");
    text +=
        grouped(column.findings[1]) + (column.findings[1] == 1 ? " warning, " : " warnings, ") + grouped(column.findings[2]) + " advice";
    return text;
}

// ---- doses ---------------------------------------------------------------------------------------------------------------------

unsigned square_root(std::uint64_t value) {
    std::uint64_t root = 0;
    for (std::uint64_t bit = std::uint64_t{1} << 31; bit > 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= value) root |= bit;
    return static_cast<unsigned>(root);
}

/// The part of the grid that holds doses, the same on both axes.
struct GridPart {
    std::size_t first = DoseGrid::steps, last = 0;
    std::uint64_t most = 0; ///< doses of one circle
};

constexpr std::size_t least_steps = 7;

GridPart used_part(DoseGrid const& doses) {
    GridPart part;
    for (std::size_t x = 0; x < DoseGrid::steps; ++x)
        for (std::size_t y = 0; y < DoseGrid::steps; ++y) {
            DoseGrid::Cell const& cell = doses.at(x, y);
            if (cell.doses() == 0) continue;
            part.first = std::min({part.first, x, y});
            part.last = std::max({part.last, x, y});
            part.most = std::max({part.most, cell.agree, cell.over, cell.under});
        }
    while (part.most > 0 && part.last - part.first + 1 < least_steps) { // so that there is a diagonal to be seen
        if (part.last + 1 < DoseGrid::steps) ++part.last;
        if (part.first > 0) --part.first;
    }
    return part;
}

std::string range_of(std::size_t step) {
    std::int64_t const least = DoseGrid::least_of(step);
    if (step + 1 == DoseGrid::steps) return grouped_signed(least) + " or more";
    std::int64_t const most = DoseGrid::least_of(step + 1) - 1;
    return most == least ? grouped_signed(least) : grouped_signed(least) + " to " + grouped_signed(most);
}

/// "1", "2", "50k"
std::string short_number(std::int64_t number) {
    if (number >= 1'000'000) return std::to_string(number / 1'000'000) + "M";
    if (number >= 1'000) return std::to_string(number / 1'000) + "k";
    return std::to_string(number);
}

} // namespace

void append_bar(std::initializer_list<BarPart> parts, std::string& out) {
    out.append("<svg width=\"100%\" height=\"10\" aria-hidden=\"true\"><rect class=\"f-sunk\" width=\"100%\" height=\"10\" rx=\"2\"/>");
    unsigned at = 0;
    for (BarPart const& part : parts) {
        if (part.thousandths == 0) continue;
        unsigned const length = std::min(part.thousandths, 1000 - at);
        out.append("<rect class=\"").append(part.colour).append("\" x=\"").append(percent(at)).append("\" width=\"");
        out.append(percent(length)).append("\" height=\"10\" rx=\"2\"/>");
        at += length;
    }
    out.append("</svg>");
}

void append_days(std::map<edi::Day, BySeverity> const& days, std::string& out) {
    if (days.empty()) return;
    constexpr unsigned width = 960, height = 250, left = 56, right = 8, top = 10, bottom = 28;
    constexpr unsigned plot = height - top - bottom;
    Columns const columns = columns_of(days);
    std::uint64_t most = 0;
    for (Column const& column : columns.list) most = std::max(most, sum(column.findings));
    std::uint64_t const step = step_for(most, 4);
    std::uint64_t const full = (most + step - 1) / step * step;
    constexpr std::array<std::string_view, 4> unit_names{"day", "week", "month", "year"};
    out.append("<div class=\"wide\"><svg viewBox=\"0 0 ").append(std::to_string(width)).append(" ").append(std::to_string(height));
    out.append("\" role=\"img\" aria-label=\"Findings by ").append(unit_names[static_cast<std::size_t>(columns.unit)]);
    out.append(" of service\" id=\"days-chart\">");
    for (std::uint64_t mark = 0; mark <= full; mark += step) {
        auto const y = static_cast<unsigned>(top + plot - plot * mark / full);
        append_line(mark == 0 ? "s-axis" : "s-grid", left, y, width - right, y, out);
        append_text(left - 8, y + 4, "t-end", grouped(mark), out);
    }
    auto const count = static_cast<unsigned>(columns.list.size());
    unsigned const slot = (width - left - right) / std::max(count, 8u), bar = std::min(slot - slot / 4, 64u);
    unsigned const labels = std::max(1u, (count * 84 + (width - left - right) - 1) / (width - left - right)); // one in so many has its name
    for (unsigned i = 0; i < count; ++i) {
        Column const& column = columns.list[i];
        unsigned const x = left + i * slot + (slot - bar) / 2;
        out.append("<g><title>").append(html(said(column))).append("</title>");
        std::uint64_t below = 0;
        for (std::size_t severity = column.findings.size(); severity-- > 0;) {
            std::uint64_t const found = column.findings[severity];
            if (found == 0) continue;
            auto const lower = static_cast<unsigned>(plot * below / full), upper = static_cast<unsigned>(plot * (below + found) / full);
            out.append("<rect class=\"").append(severity_colours[severity]).append("\" x=\"").append(std::to_string(x)).append("\" y=\"");
            out.append(std::to_string(top + plot - upper)).append("\" width=\"").append(std::to_string(bar)).append("\" height=\"");
            out.append(std::to_string(std::max(upper - lower, 1u))).append("\"/>");
            below += found;
        }
        out.append("</g>");
        if (i % labels == 0 || (i + 1 == count && column.name == "later"))
            append_text(left + i * slot + slot / 2, height - 8, "t-mid", column.name, out);
    }
    out.append("</svg></div>");
}

void append_doses(DoseGrid const& doses, std::string& out) {
    GridPart const part = used_part(doses);
    if (part.most == 0) return;
    constexpr unsigned size = 400, left = 62, top = 12, below = 46;
    auto const steps = static_cast<unsigned>(part.last - part.first + 1);
    unsigned const cell = std::min(size / steps, 56u), side = cell * steps, right = left + side, bottom = top + side;
    unsigned const largest = std::max(cell * 45 / 100, 4u);
    out.append("<svg width=\"").append(std::to_string(right + 14)).append("\" viewBox=\"0 0 ").append(std::to_string(right + 14));
    out.append(" ").append(std::to_string(bottom + below)).append("\" role=\"img\" id=\"doses-chart\"");
    out.append(" aria-label=\"Units billed over units expected; the table beside it has the sums\">");
    for (unsigned i = 0; i <= steps; ++i) {
        append_line("s-grid", left + i * cell, top, left + i * cell, bottom, out);
        append_line("s-grid", left, top + i * cell, right, top + i * cell, out);
    }
    append_line("s-same", left, bottom, right, top, out);
    for (unsigned i = 0; i < steps; ++i) {
        std::string const name = short_number(DoseGrid::least_of(part.first + i));
        append_text(left + i * cell + cell / 2, bottom + 17, "t-mid", name, out);
        append_text(left - 8, bottom - i * cell - cell / 2 + 4, "t-end", name, out);
    }
    append_text(left + side / 2, bottom + 38, "t-mid", "units expected, from", out);
    out.append("<text class=\"t-axis t-mid\" transform=\"translate(14 ").append(std::to_string(top + side / 2));
    out.append(") rotate(-90)\">units billed, from</text>");
    struct Circle {
        std::uint64_t doses;
        std::string_view colour, words;
    };
    for (std::size_t x = part.first; x <= part.last; ++x)
        for (std::size_t y = part.first; y <= part.last; ++y) {
            DoseGrid::Cell const& at = doses.at(x, y);
            std::array circles{Circle{at.agree, "f-good", "agree"}, Circle{at.over, "f-bad", "too many"},
                               Circle{at.under, "f-warn", "too few"}};
            std::sort(circles.begin(), circles.end(), [](Circle const& a, Circle const& b) { return a.doses > b.doses; });
            for (Circle const& circle : circles) {
                if (circle.doses == 0) continue;
                unsigned const share = thousandths(circle.doses, part.most); // the area of a circle goes by its doses
                unsigned const radius = std::max(3u, square_root(std::uint64_t{largest} * largest * share / 1000));
                out.append("<circle class=\"see ").append(circle.colour).append("\" cx=\"");
                out.append(std::to_string(left + (x - part.first) * cell + cell / 2)).append("\" cy=\"");
                out.append(std::to_string(bottom - (y - part.first) * cell - cell / 2)).append("\" r=\"").append(std::to_string(radius));
                out.append("\"><title>").append(grouped(circle.doses)).append(circle.doses == 1 ? " dose, " : " doses, ");
                out.append(circle.words).append(": expected ").append(range_of(x)).append(", billed ").append(range_of(y));
                out.append("</title></circle>");
            }
        }
    out.append("</svg>");
}

} // namespace engine::report::html
