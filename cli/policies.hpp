// The policies that options name.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "rules/policy.hpp"

namespace cli {

/// What --policy says in the help, everywhere the same.
inline constexpr char policy_help[] = "policy in force: j2371 (default), cms, or a TOML file; several lie over each other, later ones over "
                                      "earlier ones: --policy cms,mine.toml, or the option several times";

/// The names in the values of --policy: each is a name, a path, or a list of them with commas. A path with a comma is taken as it is when
/// there is such a file.
std::vector<std::string> policy_names(std::span<std::string const> values);

/// The policies of these values, or what is wrong, with file, line and column.
std::variant<rules::Policy, std::string> load_policies(std::span<std::string const> values);

} // namespace cli
