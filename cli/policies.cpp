#include "cli/policies.hpp"

#include <filesystem>

#include "cli/command.hpp"

namespace cli {

std::vector<std::string> policy_names(std::span<std::string const> values) {
    std::vector<std::string> names;
    for (std::string const& value : values) {
        std::error_code ignored;
        if (value.find(',') == std::string::npos || std::filesystem::exists(value, ignored)) {
            names.push_back(value);
            continue;
        }
        for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
            end = value.find(',', begin);
            names.push_back(value.substr(begin, end - begin));
        }
    }
    return names;
}

std::variant<LoadedPolicy, std::string> load_policy(std::span<std::string const> names, std::optional<std::string> const& tables) {
    LoadedPolicy loaded;
    if (tables) {
        auto read = rules::CodeTables::with_files(rules::CodeTables::builtin(), *tables);
        if (auto const* wrong = std::get_if<rules::TableError>(&read)) return place(*wrong) + wrong->message;
        loaded.tables = std::make_unique<rules::CodeTables>(std::get<rules::CodeTables>(std::move(read)));
    }
    auto policy = rules::load_policies(names, loaded.tables ? *loaded.tables : rules::CodeTables::builtin());
    if (auto const* wrong = std::get_if<rules::PolicyError>(&policy)) return place(*wrong) + wrong->message;
    loaded.policy = std::get<rules::Policy>(std::move(policy));
    return loaded;
}

} // namespace cli
