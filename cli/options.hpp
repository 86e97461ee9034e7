// Options of subcommands: one form each, from which the command line is read and help, man pages and completions are written.
// Boost.Program_options is used in options.cpp only.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cli {

/// What a shell can offer where a value, or a word of a command, is to be written.
enum class Offer : unsigned char {
    nothing, ///< a number, a day, a claim id: nobody can know
    file,
    directory,
    policy,  ///< a built-in policy or a file
    rule,    ///< an id or a name of a built-in rule
    command, ///< a subcommand
    choices  ///< the words of the value's name: "auto|always|never"
};

/// One option. Aggregate; texts have static storage.
struct Option {
    char const* name;             ///< "policy"; "jobs,j" with a short form
    char const* value;            ///< what it is called in the help, or its choices: "auto|always|never"; null: it takes none
    char const* text;             ///< what it does; empty: for tests, and in no help
    Offer offer = Offer::nothing; ///< of its value
    bool repeats = false;         ///< may be given more than once

    std::string_view long_name() const;
    std::string_view short_name() const; ///< one letter, or empty
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
/// today. A value that has choices is one of them.
std::variant<Given, std::string> read_options(std::span<Option const> options, std::span<std::string const> arguments);

/// What is wrong with a value, where the option has choices; empty: nothing.
std::string fault_of_choice(Option const& option, std::string_view value);

/// The words of "auto|always|never".
std::vector<std::string_view> choices_of(std::string_view value);

/// The table of options for `help`, `width` characters wide.
std::string options_text(std::span<Option const> options, std::size_t width = 100);

/// Appends `text` in lines of at most `width` characters, each with `indent` blanks before it but for the first.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width);

} // namespace cli
