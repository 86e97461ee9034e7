#include <algorithm>
#include <cstdio>

#include "cli/command.hpp"
#include "cli/shared_options.hpp"
#include "rules/expression/fields.hpp"

namespace cli {
namespace {

using rules::expression::Field;
using rules::expression::Record;

std::string table() {
    std::string out = "What the expressions of a policy's own rules can name. See docs/EXPRESSIONS.md.\n";
    for (int i = 0; i < static_cast<int>(Record::count); ++i) {
        auto const record = static_cast<Record>(i);
        out.append("\n").append(rules::expression::record_name(record)).append("\n");
        for (Field const& field : rules::expression::fields(record)) {
            std::string const type = type_name(field);
            out.append("  ").append(field.name).append(22 - std::min<std::size_t>(field.name.size(), 21), ' ');
            out.append(type).append(22 - std::min<std::size_t>(type.size(), 21), ' ');
            out.append(field.meaning).append(" (").append(field.source).append(")\n");
        }
    }
    return out;
}

Exit list_fields(Given const& given) {
    if (!given.words.empty()) return wrong_use("fields", "fields lists all fields and takes no word");
    std::string const out = given.has("markdown") ? rules::expression::fields_markdown() : table();
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

constexpr Option options[] = {markdown_option};

} // namespace

constinit Command const fields_command{
    .name = "fields",
    .arguments = "",
    .summary = "list what the conditions of a policy's own rules can name",
    .options = options,
    .run = list_fields,
};

} // namespace cli
