#include "engine/report/csv_cells.hpp"

#include <charconv>

#include "engine/report/plain_text.hpp"
#include "engine/report/utf8.hpp"

namespace engine::report {

namespace {

/// Would a spreadsheet take it for a formula?
bool looks_like_formula(std::string_view text) {
    if (text.empty()) return false;
    char const c = text.front();
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

void append_quoted(std::string_view text, std::string& out) {
    out.push_back('"');
    if (looks_like_formula(text)) out.push_back('\'');
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const plain = plain_length(text, i, '"');
        out.append(text, i, plain);
        i += plain;
        if (i == text.size()) break;
        std::size_t const length = utf8_length(text, i);
        if (length == 0 || text[i] == '\0') // RFC 4180 has no NUL, and readers stop at it
            out.append(replacement_character);
        else if (text[i] == '"')
            out.append("\"\"");
        else
            out.append(text, i, length);
        i += length == 0 ? 1 : length;
    }
    out.push_back('"');
}

} // namespace

void append_number(std::uint64_t value, std::string& out) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void number_cell(std::uint64_t value, std::string& out) {
    out.push_back(',');
    if (value != 0) append_number(value, out);
}

void text_cell(std::string_view text, std::string& out) {
    out.push_back(',');
    if (plain_length(text, 0, '"', ',') < text.size() || looks_like_formula(text))
        append_quoted(text, out);
    else
        out.append(text);
}

} // namespace engine::report
