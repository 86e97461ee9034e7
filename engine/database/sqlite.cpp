#include "engine/database/sqlite.hpp"

#include <sqlite3.h>

#include <memory>
#include <mutex>

namespace engine::database {
namespace {

struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Connection = std::unique_ptr<sqlite3, Close>;

constexpr int open_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

Connection open(std::string const& path, int more_flags, std::string& error) {
    sqlite3* opened = nullptr;
    int const result = sqlite3_open_v2(path.c_str(), &opened, open_flags | more_flags, nullptr);
    Connection connection(opened);
    if (result != SQLITE_OK) error = opened ? sqlite3_errmsg(opened) : "out of memory";
    return connection;
}

bool run(sqlite3* connection, std::string const& statements, std::string& error) {
    if (sqlite3_exec(connection, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return true;
    error = sqlite3_errmsg(connection);
    return false;
}

void list_tables(sqlite3* connection, EmptyDatabase& database) {
    sqlite3_stmt* prepared = nullptr;
    // A table without rowids is an index to itself: pragma_table_list knows.
    char const* const query = "SELECT s.name, s.rootpage, t.wr FROM sqlite_schema s JOIN pragma_table_list(s.name) t ON t.schema = 'main' "
                              "WHERE s.type = 'table' ORDER BY s.rootpage";
    if (sqlite3_prepare_v2(connection, query, -1, &prepared, nullptr) != SQLITE_OK) {
        database.error = sqlite3_errmsg(connection);
        return;
    }
    std::unique_ptr<sqlite3_stmt, Close> const statement(prepared);
    int result = 0;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW)
        database.tables.push_back({reinterpret_cast<char const*>(sqlite3_column_text(prepared, 0)),
                                   static_cast<std::uint32_t>(sqlite3_column_int64(prepared, 1)), sqlite3_column_int(prepared, 2) == 0});
    if (result != SQLITE_DONE) database.error = sqlite3_errmsg(connection);
}

/// Where SQLite puts its temporary files while this lives: a setting of the process.
class TemporaryFilesIn {
public:
    explicit TemporaryFilesIn(std::string const& directory) : lock_(mutex()), before_(sqlite3_temp_directory) {
        sqlite3_temp_directory = sqlite3_mprintf("%s", directory.c_str());
    }
    ~TemporaryFilesIn() {
        sqlite3_free(sqlite3_temp_directory);
        sqlite3_temp_directory = before_;
    }
    TemporaryFilesIn(TemporaryFilesIn const&) = delete;
    TemporaryFilesIn& operator=(TemporaryFilesIn const&) = delete;

private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    std::lock_guard<std::mutex> lock_;
    char* before_;
};

} // namespace

EmptyDatabase make_empty_database(std::string const& schema, std::size_t page_size) {
    EmptyDatabase database;
    Connection const connection = open(":memory:", SQLITE_OPEN_CREATE, database.error);
    if (!database.error.empty()) return database;
    if (!run(connection.get(), "PRAGMA page_size = " + std::to_string(page_size) + ";BEGIN;" + schema + ";COMMIT", database.error))
        return database;
    list_tables(connection.get(), database);
    sqlite3_int64 size = 0;
    std::unique_ptr<unsigned char, Close> const bytes(sqlite3_serialize(connection.get(), "main", &size, 0));
    if (bytes)
        database.pages.assign(reinterpret_cast<char const*>(bytes.get()), static_cast<std::size_t>(size));
    else if (database.error.empty())
        database.error = "out of memory";
    return database;
}

std::string complete_database(std::string const& path, std::string const& directory, std::string const& statements) {
    std::string error;
    TemporaryFilesIn const here(directory);
    // A path that begins like a URI is none.
    Connection const connection = open(path.front() == '/' ? path : "./" + path, 0, error);
    if (!error.empty()) return error;
    // The file has a temporary name and nobody reads it yet: neither journal nor waiting for the disk. 16 MiB for pages and sorting.
    std::string const settings = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                                 "PRAGMA temp_store = FILE; PRAGMA cache_size = -16384; BEGIN;";
    run(connection.get(), settings + statements + "; COMMIT", error);
    return error;
}

} // namespace engine::database
