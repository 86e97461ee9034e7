// The policy files that are compiled into the program. The table is written by embed.cmake from rules/policies/*.toml.
#pragma once

#include <span>
#include <string_view>

namespace rules {

struct BuiltinPolicy {
    std::string_view name; ///< file name without ".toml"
    std::string_view text; ///< the file, byte for byte
};

/// Ascending by name.
std::span<BuiltinPolicy const> builtin_policy_table();

} // namespace rules
