// Text of unknown make as valid UTF-8: claim files are bytes, reports are text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine::report {

/// U+FFFD, what stands for a byte that is no part of a valid UTF-8 sequence.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// Length (1 to 4) of the valid UTF-8 sequence at `at`, or 0 when there is none. No overlong forms, no surrogates, nothing above U+10FFFF.
/// `at` < text.size().
std::size_t utf8_length(std::string_view text, std::size_t at);

/// True when nothing in `text` can disturb a terminal or a line: no control characters (C0, DEL, C1, line separators), no characters that
/// turn the direction of writing, no invalid UTF-8.
bool is_printable(std::string_view text);

/// How many characters append_printable() makes of `text`.
std::size_t characters(std::string_view text);

/// Appends `text` so that is_printable() holds for what was appended: control and direction characters become '.', invalid bytes U+FFFD.
void append_printable(std::string_view text, std::string& out);

} // namespace engine::report
