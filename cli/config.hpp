// The file with settings: options by their long names, for all commands or in a table for one of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cli/command.hpp"

namespace cli {

/// What `scrub837 help config` says.
extern std::string_view const config_help;

/// Adds to `given` what the file with settings says of options that are not on the command line. The file is the one that `--config` names, or
/// else the user's own; `--no-config`: none. Every key of the file is checked, also those for other commands. Returns the name of the file that
/// was read, if there was one, or what is wrong, with line and column.
std::variant<std::optional<std::string>, std::string> add_config(Command const& command, Given& given);

} // namespace cli
