// Options of subcommands. Boost.Program_options is used in options.cpp and check_options.cpp only.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace cli {

struct Option {
    char const* name;  ///< "policy"; "jobs,j" with a short form
    char const* value; ///< what it is called in the help; null: it takes none
    char const* text;  ///< what it does
};

/// The words of a command line, sorted.
struct Given {
    std::vector<std::string> words; ///< what is no option
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    bool has(std::string_view option) const { return values.contains(option); }
    /// All values of an option, in order.
    std::vector<std::string> all(std::string_view option) const;
    /// The last one; nothing when it is not given.
    std::optional<std::string> last(std::string_view option) const;
};

/// The arguments, or what is wrong with them. Options are never guessed from their first letters: a script must mean tomorrow what it means
/// today.
std::variant<Given, std::string> read_options(std::span<Option const> options, std::span<std::string const> arguments);

/// The table of options for `help`.
std::string options_text(std::span<Option const> options);

} // namespace cli
