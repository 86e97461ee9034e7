// One code table: rows in order of their key, texts, what the table says of itself. The memory is the program's or the table's own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/tables/rows.hpp"
#include "rules/tables/table_text.hpp"

namespace rules {

template <class Row>
struct Table {
    TableInfo info;
    std::span<Row const> rows; ///< ascending by key
    std::string_view texts;
    std::shared_ptr<void const> memory; ///< of rows and texts; null: they are compiled in

    std::string_view text(TextSpan span) const { return texts.substr(span.begin, span.size); }
};

/// The rows of `rows` whose member `code` is `code`.
template <class Row>
std::span<Row const> rows_of(std::span<Row const> rows, CodeKey code) {
    auto const first = std::lower_bound(rows.begin(), rows.end(), code, [](Row const& row, CodeKey key) { return row.code < key; });
    auto last = first;
    while (last != rows.end() && last->code == code) ++last;
    return {first, last};
}

/// What a table says of a code on a day.
enum class Standing : std::uint8_t { valid, unknown, not_yet, ended };

/// `rows` are those of one code, in order of their first day.
template <class Row>
Standing standing(std::span<Row const> rows, edi::Day day) {
    if (rows.empty()) return Standing::unknown;
    for (Row const& row : rows)
        if (row.valid.holds(day)) return Standing::valid;
    return day < rows.front().valid.from ? Standing::not_yet : Standing::ended;
}

/// How a row is written as text: name of the table, columns, how fields become a row, what the rows are in order of.
template <class Row>
struct RowForm;

/// Reads a table from its text, behind the head.
template <class Row>
Table<Row> read_table(TableText& text) {
    struct Memory {
        std::vector<Row> rows;
        std::string texts;
    };
    auto memory = std::make_shared<Memory>();
    using Form = RowForm<Row>;
    if (text.read_columns(Form::columns))
        while (text.next()) {
            Row row;
            Form::read(text, row);
            if (!memory->rows.empty() && !(Form::key(memory->rows.back()) < Form::key(row)))
                text.fail(0, "stands twice, or behind one that sorts after it: sort the rows");
            memory->rows.push_back(row);
        }
    if constexpr (requires { Form::finish(memory->rows); }) Form::finish(memory->rows); // what is known only when all rows are there
    memory->texts = text.take_texts();
    return {text.info(), memory->rows, memory->texts, memory};
}

} // namespace rules
