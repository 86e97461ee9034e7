// The text form of a code table: a head of "# key: value", a line with the names of the columns, rows of fields with tabs between them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rules/file_mistake.hpp"
#include "rules/tables/rows.hpp"

namespace rules {

/// What a table says of itself.
struct TableInfo {
    std::string name, version, source, licence;
    Validity covers;    ///< dates of service for which the table is complete: only there does a code's absence mean that it is none
    std::string sha256; ///< of the text
    bool built_in = true;
};

/// Reads one file row by row. The first mistake ends it.
class TableText {
public:
    TableText(std::string file, std::string_view text);

    /// The head. False when it is wrong.
    bool read_head();
    TableInfo const& info() const { return info_; }
    /// The line with the names of the columns, which must be these.
    bool read_columns(std::span<std::string_view const> columns);
    /// The next row; false behind the last one and after a mistake.
    bool next();

    // Fields of the row, by the number of their column.
    std::string_view field(std::size_t column) const { return fields_[column]; }
    /// Capital letters and digits, at most `longest`.
    CodeKey code(std::size_t column, std::size_t longest);
    /// The same or 0 for an empty field.
    CodeKey code_or_none(std::size_t column, std::size_t longest);
    /// Columns `from` and `from` + 1: days or empty.
    Validity validity(std::size_t from);
    edi::Decimal decimal(std::size_t column);
    edi::Decimal decimal_or_none(std::size_t column);
    std::uint64_t number(std::size_t column, std::uint64_t most);
    /// "" or "1".
    std::uint8_t flag(std::size_t column);
    /// Which of `words` stands there.
    std::uint8_t one_of(std::size_t column, std::initializer_list<std::string_view> words);
    /// Keeps the field among the texts of the table.
    TextSpan text(std::size_t column);

    void fail(std::size_t column, std::string message);
    void fail_line(std::string message);
    std::optional<TableError> const& mistake() const { return mistake_; }
    /// The texts kept so far; to be taken at the end.
    std::string take_texts() { return std::move(texts_); }
    std::uint32_t line() const { return line_; }

private:
    static constexpr std::size_t most_columns = 12;

    bool next_line(std::string_view& line);
    bool split(std::string_view line, std::size_t count);
    std::optional<edi::Day> day(std::size_t column);

    std::string file_;
    std::string_view rest_;
    std::uint32_t line_ = 0;
    std::span<std::string_view const> columns_;
    std::string_view fields_[most_columns];
    std::string texts_;
    TextSpan last_text_;
    TableInfo info_;
    std::optional<TableError> mistake_;
};

} // namespace rules
