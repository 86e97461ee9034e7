// The policies and code tables that options name.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "rules/policy.hpp"

namespace cli {

/// The names in the values of --policy: each is a name, a path, or a list of them with commas. A path with a comma is taken as it is when
/// there is such a file.
std::vector<std::string> policy_names(std::span<std::string const> values);

/// A policy with the code tables that it refers to, where they are not the built-in ones.
struct LoadedPolicy {
    std::unique_ptr<rules::CodeTables> tables;
    rules::Policy policy;
};

/// The policy of these names over each other, or what is wrong, with file, line and column. `tables`: a directory.
std::variant<LoadedPolicy, std::string> load_policy(std::span<std::string const> names, std::optional<std::string> const& tables);

} // namespace cli
