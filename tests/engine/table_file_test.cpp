#include "engine/database/table_file.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>

#include "engine/database/sqlite.hpp"
#include "engine/database_support.hpp"
#include "engine/write/output_directory.hpp"

using namespace engine::database;
using namespace engine_test;

namespace {

// A row as the tests know it: a key and a text that is found again.
struct Row {
    std::int64_t key;
    std::size_t length; ///< of the text
};

std::string text_of(Row const& row) {
    std::string text(row.length, 'x');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + (static_cast<std::size_t>(row.key) + i) % 26);
    return text;
}

/// Both kinds of table with the same rows, read back by SQLite.
void check_tables(std::vector<Row> const& rows) {
    TemporaryDirectory const here;
    engine::write::OutputDirectory directory;
    REQUIRE_FALSE(directory.open(here.path().string()));
    engine::write::OutputFile file(directory, "t.sqlite");
    auto const empty = make_empty_database("CREATE TABLE a (k INTEGER PRIMARY KEY, t TEXT, n INTEGER) STRICT;"
                                           "CREATE TABLE b (k INTEGER PRIMARY KEY, t TEXT, n INTEGER) STRICT, WITHOUT ROWID;",
                                           TableFile::page_size);
    REQUIRE(empty.error == "");
    REQUIRE(empty.tables.size() == 2);
    CHECK(empty.tables[0].has_rowid);
    CHECK_FALSE(empty.tables[1].has_rowid);
    TableFile tables(file, empty.pages);
    TableWriter with(tables, empty.tables[0].root, TableWriter::Kind::rowid);
    TableWriter without(tables, empty.tables[1].root, TableWriter::Kind::without_rowid);
    Record record;
    for (Row const& row : rows) {
        std::string const text = text_of(row);
        record.begin();
        record.null();
        record.text(text);
        record.integer_if(row.key % 7 != 0, row.key * 1'000'003);
        with.add(row.key, record);
        record.begin();
        record.integer(row.key);
        record.text(text);
        record.integer_if(row.key % 7 != 0, row.key * 1'000'003);
        without.add(0, record);
    }
    REQUIRE(with.finish());
    REQUIRE(without.finish());
    REQUIRE(tables.finish());
    REQUIRE(complete_database(file.temporary_path(), here.path().string(), "CREATE INDEX i ON a (n)") == "");
    REQUIRE_FALSE(file.commit());
    Database const database(here / "t.sqlite");
    database.check_sound();
    for (std::string const table : {"a", "b"}) {
        auto const found = database.ask("SELECT k, t, n FROM " + table + " ORDER BY k");
        REQUIRE(found.size() == rows.size());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < rows.size(); ++i)
            wrong += found[i][0] != std::to_string(rows[i].key) || found[i][1] != text_of(rows[i]) ||
                     found[i][2] != (rows[i].key % 7 ? std::to_string(rows[i].key * 1'000'003) : "-");
        CHECK(wrong == 0);
        if (rows.empty()) continue;
        Row const& last = rows.back();
        CHECK(database.value("SELECT t FROM " + table + " WHERE k = " + std::to_string(last.key)) == text_of(last));
    }
}

} // namespace

TEST_CASE("tables of any number of rows are what SQLite would have made") {
    check_tables({});
    // Long rows, so that every border between pages and levels is met: 1,000 bytes make four a leaf.
    for (std::size_t count = 1; count < 120; ++count) {
        std::vector<Row> rows;
        for (std::size_t i = 0; i < count; ++i) rows.push_back({static_cast<std::int64_t>(i + 1), 960});
        check_tables(rows);
    }
}

TEST_CASE("rows longer than a page go into pages of their own") {
    for (std::size_t const length :
         {990, 995, 1000, 1002, 1010, 4040, 4050, 4056, 4061, 4062, 4063, 4070, 4092, 5000, 8184, 8190, 100'000}) {
        CAPTURE(length);
        check_tables({{1, length}, {2, 10}, {3, length}, {4, length + 1}, {5, 0}});
    }
}

TEST_CASE("tables of rows of any size, with gaps between their keys") {
    std::mt19937_64 random(20261125);
    for (int round = 0; round < 30; ++round) {
        std::vector<Row> rows;
        std::int64_t key = 0;
        std::size_t const count = random() % 3000;
        for (std::size_t i = 0; i < count; ++i) {
            key += static_cast<std::int64_t>(1 + random() % (round % 3 == 0 ? 1 : 1'000'000));
            rows.push_back({key, random() % 40 == 0 ? random() % 9000 : random() % 60});
        }
        check_tables(rows);
    }
}

TEST_CASE("integers of every size come back") {
    Record record;
    for (std::int64_t const value : {std::int64_t{0},
                                     std::int64_t{1},
                                     std::int64_t{2},
                                     std::int64_t{-1},
                                     std::int64_t{127},
                                     std::int64_t{128},
                                     std::int64_t{-128},
                                     std::int64_t{-129},
                                     std::int64_t{32767},
                                     std::int64_t{-32769},
                                     std::int64_t{8388607},
                                     std::int64_t{8388608},
                                     std::int64_t{2147483647},
                                     std::int64_t{2147483648},
                                     std::int64_t{-2147483649},
                                     std::int64_t{140737488355327},
                                     std::int64_t{140737488355328},
                                     std::int64_t{-140737488355329},
                                     INT64_MAX,
                                     INT64_MIN}) {
        TemporaryDirectory const here;
        engine::write::OutputDirectory directory;
        REQUIRE_FALSE(directory.open(here.path().string()));
        engine::write::OutputFile file(directory, "t.sqlite");
        auto const empty = make_empty_database("CREATE TABLE a (n INTEGER) STRICT;", TableFile::page_size);
        TableFile tables(file, empty.pages);
        TableWriter table(tables, empty.tables.at(0).root, TableWriter::Kind::rowid);
        record.begin();
        record.integer(value);
        table.add(1, record);
        REQUIRE(table.finish());
        REQUIRE(tables.finish());
        REQUIRE_FALSE(file.commit());
        CHECK(Database(here / "t.sqlite").value("SELECT n FROM a") == std::to_string(value));
    }
}
