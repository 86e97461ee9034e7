// Tables of a SQLite database written page by page, in the order of their keys: what SQLite's own INSERT does row by row, at a tenth of its cost
// and with no more memory than a page for each level of each tree. Source: "Database File Format", sqlite.org/fileformat2.html, sections 1.5 to
// 2.1. What is written here is only complete when finish() has put the roots in place; SQLite itself makes the empty tables before, and indexes
// and views behind (engine/database/sqlite).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/write/output_file.hpp"

namespace engine::database {

/// One row in SQLite's record format. Columns in the order of the table; reused from row to row.
class Record {
public:
    /// Columns of a table at most.
    static constexpr std::size_t most_columns = 48;

    void begin() { body_size_ = header_size_ = 0; }
    void null() { serial(0); }
    void integer(std::int64_t value);
    /// NULL unless `there`.
    void integer_if(bool there, std::int64_t value) { there ? integer(value) : null(); }
    void text(std::string_view utf8);

    /// Bytes of the record: its header and its body.
    std::size_t size() const { return header_length() + body_size_; }
    /// Writes the record to `out`, which has room for size() bytes.
    void write(char* out) const;

private:
    void serial(std::uint64_t type);
    std::size_t header_length() const;
    char* body(std::size_t bytes);

    std::array<char, most_columns * 9> header_;
    std::vector<char> body_ = std::vector<char>(1024);
    std::size_t header_size_ = 0, body_size_ = 0;
};

/// The file of which all tables are written.
class TableFile {
public:
    static constexpr std::size_t page_size = 4096;

    /// `empty` is a database with empty tables as SQLite makes it, in pages of page_size; it is written to `file` first.
    TableFile(write::OutputFile& file, std::string_view empty);

    /// Appends a page; returns its number.
    std::uint32_t append(std::string_view page);
    /// Number that the next page will have.
    std::uint32_t next();

    /// Puts a page in the place of one that was written before. After the last append().
    bool replace(std::uint32_t number, std::string_view page);
    /// Writes how many pages there are into the header. After the last append().
    bool finish();

private:
    void skip_lock_page();

    write::OutputFile* file_;
    std::uint32_t next_ = 1; ///< number of the page to come
};

/// One table. Rows come in ascending order of their key: the rowid, or the primary key of a table WITHOUT ROWID, whose columns come first.
class TableWriter {
public:
    enum class Kind : std::uint8_t { rowid, without_rowid };

    /// `root` is the page that SQLite gave to the empty table.
    TableWriter(TableFile& file, std::uint32_t root, Kind kind);

    /// `rowid` is ignored where the table has none.
    void add(std::int64_t rowid, Record const& record);

    /// Completes the tree; nothing can be added any more. False on error.
    bool finish();

private:
    /// A page in the making: cells in order, without the number of the page left of each, which a page above leaves has in `children`.
    struct Page {
        std::string cells;
        std::vector<std::uint16_t> ends;     ///< of each cell in `cells`
        std::vector<std::uint32_t> children; ///< page left of each cell
        std::uint32_t right = 0;             ///< last page below
        std::string above;                   ///< what the page above needs to know of where this one ends: a cell

        bool empty() const { return ends.empty(); }
        void add(std::string_view cell) {
            cells.append(cell);
            ends.push_back(static_cast<std::uint16_t>(cells.size()));
        }
        void clear();
        /// Takes the last cell out and makes it `above`.
        void give_up_last();
    };
    /// A tree must not have a page without cells, so a page that is full waits until the next one has a cell.
    struct Level {
        Page current, full;
        bool waiting = false; ///< `full` waits
    };

    bool fits(std::size_t level, std::size_t cell) const;
    void add_cell(std::size_t level, std::uint32_t child, std::string_view cell);
    void fill(std::size_t level, std::uint32_t child, std::string_view cell);
    void release(std::size_t level);
    std::string_view compose(std::size_t level, Page const& page);
    void make_cell(std::int64_t rowid, Record const& record);

    TableFile* file_;
    std::uint32_t root_;
    Kind kind_;
    std::uint64_t rows_ = 0;
    std::int64_t last_rowid_ = 0;
    std::vector<Level> levels_ = std::vector<Level>(1); ///< leaves first
    std::vector<char> payload_;                         ///< of the row at hand
    std::string cell_;
    std::unique_ptr<char[]> page_;
};

} // namespace engine::database
