#include "rules/tables/table_text.hpp"

#include <algorithm>
#include <utility>

#include "rules/sha256.hpp"

namespace rules {

namespace {

std::string quoted(std::string_view text) {
    return "\"" + std::string(text.substr(0, 60)) + "\"";
}

std::string listed(std::span<std::string_view const> words) {
    std::string list;
    for (std::string_view const word : words) list += (list.empty() ? "" : " ") + std::string(word.empty() ? "(empty)" : word);
    return list;
}

bool is_code_character(char c) {
    return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
}

} // namespace

TableText::TableText(std::string file, std::string_view text) : file_(std::move(file)), rest_(text) {
    info_.sha256 = sha256(text);
}

void TableText::fail_line(std::string message) {
    if (!mistake_) mistake_ = TableError{file_, line_, 1, std::move(message)};
}

void TableText::fail(std::size_t column, std::string message) {
    if (mistake_) return;
    auto const* begin = fields_[0].data();
    auto const at = static_cast<std::uint32_t>(fields_[column].data() - begin) + 1;
    mistake_ = TableError{file_, line_, at, std::string(columns_[column]) + " " + quoted(fields_[column]) + ": " + std::move(message)};
}

bool TableText::next_line(std::string_view& line) {
    if (mistake_ || rest_.empty()) return false;
    auto const end = std::min(rest_.find('\n'), rest_.size());
    line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++line_;
    return true;
}

bool TableText::read_head() {
    std::string covers;
    std::pair<std::string_view, std::string*> const known[] = {
        {"table", &info_.name}, {"version", &info_.version}, {"covers", &covers}, {"source", &info_.source}, {"licence", &info_.licence}};
    std::string_view line;
    while (!rest_.empty() && rest_.front() == '#' && next_line(line)) {
        auto const colon = line.find(": ");
        auto const key = line.substr(std::min<std::size_t>(2, line.size()), colon == line.npos ? 0 : colon - 2);
        auto const* found = std::find_if(std::begin(known), std::end(known), [&](auto const& each) { return each.first == key; });
        if (colon == line.npos || colon < 3 || found == std::end(known)) {
            fail_line("the head has lines such as \"# version: 2024-07\"; its keys are table version covers source licence");
            return false;
        }
        *found->second = line.substr(colon + 2);
    }
    for (auto const& [key, value] : known)
        if (value->empty()) {
            ++line_;
            fail_line("the head says no " + std::string(key) + ": add a line \"# " + std::string(key) + ": ...\" before the columns");
            return false;
        }
    if (covers == "-") return true;
    auto const from = edi::read_iso_day(std::string_view(covers).substr(0, 10));
    auto const to = covers.size() == 21 && covers[10] == ' ' ? edi::read_iso_day(std::string_view(covers).substr(11)) : edi::DayReading{};
    if (from.reading != edi::Reading::ok || to.reading != edi::Reading::ok || to.day < from.day) {
        fail_line("covers " + quoted(covers) +
                  " must be the first and the last day for which the table is complete, "
                  "such as 2024-01-01 2024-09-30, or - where days do not matter");
        return false;
    }
    info_.covers = {from.day, to.day};
    return true;
}

bool TableText::split(std::string_view line, std::size_t count) {
    std::size_t n = 0;
    for (;; ++n) {
        auto const tab = line.find('\t');
        if (n < count) fields_[n] = line.substr(0, tab);
        if (tab == line.npos) break;
        line.remove_prefix(tab + 1);
    }
    return n + 1 == count;
}

bool TableText::read_columns(std::span<std::string_view const> columns) {
    columns_ = columns;
    std::string_view line;
    bool const there = next_line(line);
    bool same = there && split(line, columns.size());
    for (std::size_t i = 0; same && i < columns.size(); ++i) same = fields_[i] == columns[i];
    if (!same) fail_line("the columns must be, with tabs between them: " + listed(columns));
    return same;
}

bool TableText::next() {
    std::string_view line;
    if (!next_line(line)) return false;
    if (split(line, columns_.size())) return true;
    fail_line("a row must have " + std::to_string(columns_.size()) + " fields with tabs between them: " + listed(columns_));
    return false;
}

CodeKey TableText::code(std::size_t column, std::size_t longest) {
    std::string_view const text = field(column);
    if (text.empty() || text.size() > longest || !std::all_of(text.begin(), text.end(), is_code_character)) {
        fail(column, "must be a code of capital letters and digits, at most " + std::to_string(longest) + " of them");
        return 0;
    }
    return code_key(text);
}

CodeKey TableText::code_or_none(std::size_t column, std::size_t longest) {
    return field(column).empty() ? 0 : code(column, longest);
}

std::optional<edi::Day> TableText::day(std::size_t column) {
    if (field(column).empty()) return std::nullopt;
    auto const read = edi::read_iso_day(field(column));
    if (read.reading == edi::Reading::ok) return read.day;
    fail(column, "must be a day such as 2023-07-01, or empty");
    return std::nullopt;
}

Validity TableText::validity(std::size_t from) {
    Validity valid;
    valid.from = day(from).value_or(valid.from);
    valid.to = day(from + 1).value_or(valid.to);
    if (valid.to < valid.from) fail(from + 1, "is before the first day: exchange them");
    return valid;
}

edi::Decimal TableText::decimal(std::size_t column) {
    auto const read = edi::read_decimal(field(column));
    if (read.reading == edi::Reading::ok && read.value.mantissa >= 0) return read.value;
    fail(column, "must be a decimal such as 7.2");
    return {};
}

edi::Decimal TableText::decimal_or_none(std::size_t column) {
    return field(column).empty() ? edi::Decimal{} : decimal(column);
}

std::uint64_t TableText::number(std::size_t column, std::uint64_t most) {
    std::uint64_t value = 0;
    bool good = !field(column).empty() && field(column).size() <= 18;
    for (char const c : field(column)) {
        good = good && '0' <= c && c <= '9';
        value = good ? value * 10 + static_cast<std::uint64_t>(c - '0') : 0;
    }
    if (!good || value > most) fail(column, "must be a whole number up to " + std::to_string(most));
    return value;
}

std::uint8_t TableText::flag(std::size_t column) {
    return one_of(column, {"", "1"});
}

std::uint8_t TableText::one_of(std::size_t column, std::initializer_list<std::string_view> words) {
    auto const* found = std::find(words.begin(), words.end(), field(column));
    if (found != words.end()) return static_cast<std::uint8_t>(found - words.begin());
    fail(column, "must be one of " + listed({words.begin(), words.size()}));
    return 0;
}

TextSpan TableText::text(std::size_t column) {
    std::string_view const text = field(column);
    for (char const c : text)
        if (c < ' ' || c > '~') {
            fail(column, "may have printable ASCII only");
            return {};
        }
    // Rows often repeat the text of the row before.
    if (std::string_view(texts_).substr(last_text_.begin, last_text_.size) == text) return last_text_;
    last_text_ = {static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size())};
    texts_.append(text);
    return last_text_;
}

} // namespace rules
