// Subcommands of the program. Each is one form in a file of its own, named in one list (commands.cpp); help, man pages and completions
// are written from the forms.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/options.hpp"
#include "rules/file_mistake.hpp"

namespace cli {

/// Exit status of the program (README.md has the table). The highest that applies.
enum class Exit : int {
    clean = 0,         ///< everything accepted
    findings = 1,      ///< findings at or above --fail-on
    unreadable = 2,    ///< some input could not be read or is no X12; the rest was processed
    wrong_use = 3,     ///< wrong use or configuration; nothing was processed
    internal_error = 4 ///< could not finish: output full, or a fault of the program
};

/// One subcommand. Aggregate; texts have static storage.
struct Command {
    std::string_view name;
    std::string_view arguments;        ///< its words: "PATH..."; options are not named here
    std::string_view summary;          ///< one line
    std::string_view manual{};         ///< what there is to know of it, paragraphs between empty lines
    Offer words = Offer::nothing;      ///< what its words are
    std::string_view choices{};        ///< with Offer::choices, for the first word: "list|show|check"
    std::span<Option const> options{}; ///< without common_options
    std::string_view example{};        ///< a command line as people write it
    Exit (*run)(Given const& given) = nullptr;
};

/// In the order in which `help` lists them.
std::span<Command const* const> commands();
/// Null: there is none of this name.
Command const* find_command(std::string_view name);

/// Its options with those of every command.
std::vector<Option> options_of(Command const& command);

extern Command const check_command, compare_command, completion_command, explain_command, fields_command, help_command, man_command,
    mask_command, policy_command, rules_command, show_command, synth_command, version_command;

/// Runs the program: `arguments` without its own name.
Exit run(std::span<std::string const> arguments);

/// "FILE:LINE:COLUMN: ", as far as it is known.
std::string place(rules::FileMistake const& mistake);

/// Says on stderr what is wrong with the command line and where to read more.
Exit wrong_use(std::string_view command, std::string_view message);

/// Says that there is no such command, and which one may be meant.
Exit no_such_command(std::string_view name);

} // namespace cli
