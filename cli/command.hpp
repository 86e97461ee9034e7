// Subcommands of the program: one file each, and one list (commands.cpp).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "rules/file_mistake.hpp"

namespace cli {

/// Exit status of the program (DESIGN: contracts). The highest that applies.
enum class Exit : int {
    clean = 0,         ///< everything accepted
    findings = 1,      ///< findings at or above --fail-on
    unreadable = 2,    ///< some input could not be read or is no X12; the rest was processed
    wrong_use = 3,     ///< wrong use or configuration; nothing was processed
    internal_error = 4 ///< could not finish: output full, or a fault of the program
};

struct Command {
    std::string_view name;
    std::string_view arguments; ///< "PATH... [options]"
    std::string_view summary;   ///< one line
    Exit (*run)(std::span<std::string const> arguments);
    std::string (*options)() = nullptr; ///< the table of its options, for `help`; null: it has none
};

/// In the order in which `help` lists them.
std::span<Command const> commands();
Command const* find_command(std::string_view name);

Exit check(std::span<std::string const> arguments);
Exit compare(std::span<std::string const> arguments);
Exit explain(std::span<std::string const> arguments);
Exit list_fields(std::span<std::string const> arguments);
Exit list_rules(std::span<std::string const> arguments);
Exit policy(std::span<std::string const> arguments);
Exit version(std::span<std::string const> arguments);
Exit help(std::span<std::string const> arguments);

// Tables of their options.
std::string check_options_text();
std::string compare_options();
std::string explain_options();
std::string rules_options();

/// Runs the program: `arguments` without its own name.
Exit run(std::span<std::string const> arguments);

/// "FILE:LINE:COLUMN: ", as far as it is known.
std::string place(rules::FileMistake const& mistake);

/// Says on stderr what is wrong with the command line and where to read more.
Exit wrong_use(std::string_view command, std::string_view message);

} // namespace cli
