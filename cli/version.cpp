#include <array>
#include <cstdio>

#include "cli/command.hpp"
#include "rules/policy.hpp"

namespace cli {
namespace {

Exit version(Given const& given) {
    if (!given.words.empty()) return wrong_use("version", "version takes no arguments");
    std::string out = "scrub837 " SCRUB837_VERSION "\n";
    for (std::string_view const name : rules::builtin_policies()) {
        auto const policy = rules::load_policies(std::array{std::string(name)});
        for (auto const& source : std::get<rules::Policy>(policy).sources())
            out += "policy " + source.id + " " + source.version + " sha256 " + source.sha256 + "\n";
    }
    for (rules::TableInfo const& table : rules::CodeTables::builtin().infos())
        out += "table " + table.name + " " + table.version + " sha256 " + table.sha256 + "\n";
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const version_command{
    .name = "version",
    .arguments = "",
    .summary = "say the version, the built-in policies and the code tables",
    .run = version,
};

} // namespace cli
