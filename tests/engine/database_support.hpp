// A database as tests ask it.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/run_support.hpp"

namespace engine_test {

class Database {
public:
    using Rows = std::vector<std::vector<std::string>>;

    explicit Database(std::string const& path) {
        REQUIRE(sqlite3_open_v2(path.c_str(), &connection_, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    }
    ~Database() { sqlite3_close(connection_); }
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// Values as text, NULL as "-"; the names of the columns come first when they are wanted.
    Rows ask(std::string const& sql, bool with_names = false) const {
        sqlite3_stmt* statement = nullptr;
        Rows rows;
        int result = sqlite3_prepare_v2(connection_, sql.c_str(), -1, &statement, nullptr);
        if (result == SQLITE_OK) {
            int const columns = sqlite3_column_count(statement);
            if (with_names)
                for (int i = 0; i < columns; ++i) (i ? rows.back() : rows.emplace_back()).push_back(sqlite3_column_name(statement, i));
            while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
                auto& row = rows.emplace_back();
                for (int i = 0; i < columns; ++i) {
                    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, i));
                    row.push_back(text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))) : "-");
                }
            }
        }
        std::string const error = result == SQLITE_DONE ? "" : sqlite3_errmsg(connection_);
        sqlite3_finalize(statement);
        INFO(sql);
        REQUIRE(error == "");
        return rows;
    }
    /// The only value of the only row.
    std::string value(std::string const& sql) const {
        auto const rows = ask(sql);
        INFO(sql);
        REQUIRE(rows.size() == 1);
        return rows[0].at(0);
    }
    std::int64_t number(std::string const& sql) const { return std::stoll(value(sql)); }
    /// Structure, keys, types and CHECKs, as SQLite looks at them.
    void check_sound() const {
        CHECK(value("PRAGMA integrity_check") == "ok");
        CHECK(ask("PRAGMA foreign_key_check").empty());
    }

private:
    sqlite3* connection_ = nullptr;
};

/// The database of a run, outside of the directory that the run had.
class RunResults {
public:
    explicit RunResults(Outcome const& outcome) {
        REQUIRE(outcome.error == "");
        write_file(here_ / "results.sqlite", outcome.files.at("results.sqlite"));
        opened_.emplace(here_ / "results.sqlite");
    }
    Database const* operator->() const { return &*opened_; }

private:
    TemporaryDirectory here_;
    std::optional<Database> opened_;
};

inline Settings with_database(Settings settings = {}) {
    settings.database = true;
    return settings;
}

} // namespace engine_test
