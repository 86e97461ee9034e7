// What may stand between segments. The reader that cuts a file and the SegmentTable that splits a piece must agree on it.
#pragma once

namespace edi {

constexpr bool is_line_break(char c) {
    return c == '\r' || c == '\n';
}

/// Line breaks, and the blanks of files that people have indented.
constexpr bool is_space(char c) {
    return is_line_break(c) || c == ' ' || c == '\t';
}

} // namespace edi
