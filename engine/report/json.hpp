// The few pieces of JSON that the reports are made of, appended to a text. Output is always valid JSON in valid UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine::report {

/// Appends `text` as a JSON string with its quotes. Control characters are escaped; bytes that are no valid UTF-8 become U+FFFD.
void append_json_string(std::string_view text, std::string& out);

/// Appends a number.
void append_json_number(std::uint64_t value, std::string& out);

/// Appends an amount in cents as a JSON string of dollars: "79.04".
void append_json_money(std::int64_t cents, std::string& out);

/// Appends `,"key":` or, right after an opening brace, `"key":`. `key` is one of our own words: nothing in it is escaped.
void append_json_key(std::string_view key, std::string& out);

// A key with its value.
void append_json_text(std::string_view key, std::string_view text, std::string& out);
void append_json_count(std::string_view key, std::uint64_t count, std::string& out);
void append_json_amount(std::string_view key, std::int64_t cents, std::string& out);

// The same where empty and 0 mean "not applicable", and there is no key then.
void append_json_text_if_any(std::string_view key, std::string_view text, std::string& out);
void append_json_count_if_any(std::string_view key, std::uint64_t count, std::string& out);

} // namespace engine::report
