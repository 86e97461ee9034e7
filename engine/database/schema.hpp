// What results.sqlite consists of, as SQL. docs/DATABASE.md explains it to those who ask; a table is never changed in meaning, columns are added at
// its end, and schema_version goes up when something else must change.
#pragma once

#include <string_view>

namespace engine::database {

inline constexpr int schema_version = 1;

/// The tables, empty, with application_id ("S837") and user_version.
extern std::string_view const tables_sql;

/// What is done when they are full: verdicts of what is rejected as a whole, links between claims, indexes, views, statistics for the planner.
extern std::string_view const completion_sql;

} // namespace engine::database
