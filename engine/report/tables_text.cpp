#include "engine/report/tables_text.hpp"

#include "engine/report/utf8.hpp"

namespace engine::report {

void append_replaced_tables(RunSummary const& run, std::string& out) {
    for (rules::TableInfo const& table : run.tables) {
        if (table.built_in) continue;
        out.append("table ").append(table.name).append(" ");
        append_printable(table.version, out);
        out.append(" (sha256 ").append(table.sha256).append(")\n");
    }
}

void append_builtin_tables(RunSummary const& run, std::string& out) {
    bool any = false;
    for (rules::TableInfo const& table : run.tables) {
        if (!table.built_in) continue;
        out.append(any ? ", " : "built-in tables: ").append(table.name).append(" ").append(table.version);
        any = true;
    }
    if (any) out.push_back('\n');
}

} // namespace engine::report
