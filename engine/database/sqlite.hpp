// SQLite's own part in results.sqlite, behind two functions: the empty tables, and what is made of them when they are full. The one file that
// knows SQLite's interface is sqlite.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::database {

struct EmptyTable {
    std::string name;
    std::uint32_t root = 0; ///< its page
    bool has_rowid = true;
};

struct EmptyDatabase {
    std::string pages; ///< the whole file
    std::vector<EmptyTable> tables;
    std::string error; ///< empty: none
};

/// What `schema` makes, in memory.
EmptyDatabase make_empty_database(std::string const& schema, std::size_t page_size);

/// Runs `statements` over the database in the file `path`, without a journal: the caller throws the file away when this fails. What SQLite must
/// put aside it puts into nameless files in `directory`, so that it takes a bounded memory. Returns what went wrong, empty = nothing.
std::string complete_database(std::string const& path, std::string const& directory, std::string const& statements);

} // namespace engine::database
