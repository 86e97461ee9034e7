#include "cli/policies.hpp"

#include <filesystem>

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

std::variant<rules::Policy, std::string> load_policies(std::span<std::string const> values) {
    auto loaded = rules::load_policies(policy_names(values));
    if (auto* policy = std::get_if<rules::Policy>(&loaded)) return std::move(*policy);
    auto const& error = std::get<rules::PolicyError>(loaded);
    std::string text = error.file;
    if (error.line) text += ":" + std::to_string(error.line) + ":" + std::to_string(error.column);
    return (text.empty() ? text : text + ": ") + error.message;
}

} // namespace cli
