#include "engine/report/json.hpp"

#include <charconv>

#include "edi/text/values.hpp"
#include "engine/report/plain_text.hpp"
#include "engine/report/utf8.hpp"

namespace engine::report {
namespace {

void append_escape(unsigned char c, std::string& out) {
    constexpr char digits[] = "0123456789abcdef";
    switch (c) {
        case '"': out.append("\\\""); return;
        case '\\': out.append("\\\\"); return;
        case '\n': out.append("\\n"); return;
        case '\r': out.append("\\r"); return;
        case '\t': out.append("\\t"); return;
        default: break;
    }
    out.append("\\u00");
    out.push_back(digits[c >> 4]);
    out.push_back(digits[c & 15]);
}

/// Appends the character at `at`, which is not plain; returns its length in `text`.
std::size_t append_special(std::string_view text, std::size_t at, std::string& out) {
    auto const c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
        append_escape(c, out);
        return 1;
    }
    std::size_t const length = utf8_length(text, at);
    if (length == 0) {
        out.append(replacement_character);
        return 1;
    }
    out.append(text, at, length);
    return length;
}

} // namespace

void append_json_string(std::string_view text, std::string& out) {
    out.push_back('"');
    std::size_t i = 0;
    while (i < text.size()) {
        std::size_t const plain = plain_length(text, i, '"', '\\');
        out.append(text, i, plain);
        i += plain;
        if (i < text.size()) i += append_special(text, i, out);
    }
    out.push_back('"');
}

void append_json_number(std::uint64_t value, std::string& out) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_json_money(std::int64_t cents, std::string& out) {
    char digits[32];
    out.push_back('"');
    out.append(digits, edi::write_money(digits, cents));
    out.push_back('"');
}

void append_json_key(std::string_view key, std::string& out) {
    if (!out.empty() && out.back() != '{') out.push_back(',');
    out.push_back('"');
    out.append(key);
    out.append("\":");
}

void append_json_text(std::string_view key, std::string_view text, std::string& out) {
    append_json_key(key, out);
    append_json_string(text, out);
}

void append_json_count(std::string_view key, std::uint64_t count, std::string& out) {
    append_json_key(key, out);
    append_json_number(count, out);
}

void append_json_amount(std::string_view key, std::int64_t cents, std::string& out) {
    append_json_key(key, out);
    append_json_money(cents, out);
}

void append_json_text_if_any(std::string_view key, std::string_view text, std::string& out) {
    if (!text.empty()) append_json_text(key, text, out);
}

void append_json_count_if_any(std::string_view key, std::uint64_t count, std::string& out) {
    if (count != 0) append_json_count(key, count, out);
}

} // namespace engine::report
