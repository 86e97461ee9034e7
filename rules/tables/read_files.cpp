// Reading of code tables from text files, at run time and by the build.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "rules/tables/code_tables.hpp"
#include "rules/tables/row_forms.hpp"

namespace rules {

namespace {

constexpr std::uintmax_t most_bytes = 64 << 20;

std::string known_tables() {
    std::string list;
#define SCRUB837_NAME(Row, name) list += " " #name;
    SCRUB837_CODE_TABLES(SCRUB837_NAME)
#undef SCRUB837_NAME
    return list;
}

} // namespace

std::optional<TableError> CodeTables::replace(std::string const& file, std::string_view content, bool built_in, std::string& name) {
    TableText text(file, content);
    if (!text.read_head()) return text.mistake();
    name = text.info().name;
    bool known = false;
#define SCRUB837_READ(Row, table)                                                                                                          \
    if (name == #table) {                                                                                                                  \
        table##_ = read_table<Row>(text);                                                                                                  \
        table##_.info.built_in = built_in;                                                                                                 \
        known = true;                                                                                                                      \
    }
    SCRUB837_CODE_TABLES(SCRUB837_READ)
#undef SCRUB837_READ
    if (!known) return TableError{file, 1, 1, "there is no table \"" + name + "\": the tables are" + known_tables()};
    return text.mistake();
}

std::variant<CodeTables, TableError> CodeTables::with_files(CodeTables const& base, std::string const& directory) {
    namespace fs = std::filesystem;
    std::error_code failed;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entry(directory, failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().extension() == ".tsv") paths.push_back(entry->path());
    if (failed) return TableError{directory, 0, 0, "cannot be read (" + failed.message() + "): name a directory with tables (*.tsv)"};
    if (paths.empty()) return TableError{directory, 0, 0, "has no table: its files must be named *.tsv"};
    std::sort(paths.begin(), paths.end());
    CodeTables tables = base;
    std::vector<std::string> names;
    for (fs::path const& path : paths) {
        std::ifstream file(path, std::ios::binary);
        auto const size = fs::file_size(path, failed);
        if (!file || failed) return TableError{path.string(), 0, 0, "cannot be read"};
        if (size > most_bytes) return TableError{path.string(), 0, 0, "is larger than 64 MiB: no code table is"};
        std::string content(size, '\0');
        file.read(content.data(), static_cast<std::streamsize>(content.size()));
        content.resize(static_cast<std::size_t>(file.gcount()));
        std::string name;
        if (auto error = tables.replace(path.string(), content, false, name)) return *std::move(error);
        if (std::find(names.begin(), names.end(), name) != names.end())
            return TableError{path.string(), 1, 1, "another file of the directory is the table \"" + name + "\" too: keep one"};
        names.push_back(name);
    }
    tables.index();
    return tables;
}

} // namespace rules
