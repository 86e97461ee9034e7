#include <algorithm>
#include <cstdio>

#include "cli/command.hpp"
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

} // namespace

Exit list_fields(std::span<std::string const> arguments) {
    bool const as_markdown = arguments.size() == 1 && arguments[0] == "--markdown";
    if (!arguments.empty() && !as_markdown) return wrong_use("fields", "fields takes no argument but --markdown");
    std::string const out = as_markdown ? rules::expression::fields_markdown() : table();
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace cli
