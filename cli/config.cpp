#include "cli/config.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/shared_options.hpp"
#include "rules/policy/table_reader.hpp"

namespace cli {

std::string_view const config_help = "Settings from a file: options by their long names, in TOML.\n"
                                     "\n"
                                     "    color = \"never\"             # for every command that has the option\n"
                                     "    jobs = 4\n"
                                     "\n"
                                     "    [check]                     # for one command\n"
                                     "    policy = [\"cms\", \"mine.toml\"]\n"
                                     "    fail-on = \"warning\"\n"
                                     "    split = true                # an option without a value: true or false\n"
                                     "\n"
                                     "The file is $XDG_CONFIG_HOME/scrub837/config.toml ($HOME/.config/scrub837/config.toml where "
                                     "XDG_CONFIG_HOME is not set), or the one that\n"
                                     "--config FILE names; --no-config reads none. No file is looked for beside the claims: who sends "
                                     "claims must not set how they are checked.\n"
                                     "What the command line says takes the place of what the file says, option by option; a command's "
                                     "table takes the place of what stands above\n"
                                     "all tables. Files and directories are named as seen from the file's own directory. A key that no "
                                     "command knows is an error. -v says which\n"
                                     "file was read.\n";

namespace {

namespace fs = std::filesystem;

/// The file to read and whether it must be there.
struct Source {
    std::string path; ///< empty: none
    bool wanted = false;
};

Source source_of(Given const& given) {
    if (auto const named = given.last("config")) return {*named, true};
    if (given.has("no-config")) return {};
    auto const set = [](char const* name) { return std::getenv(name) && *std::getenv(name); };
    if (set("XDG_CONFIG_HOME")) return {std::string(std::getenv("XDG_CONFIG_HOME")) + "/scrub837/config.toml", false};
    if (set("HOME")) return {std::string(std::getenv("HOME")) + "/.config/scrub837/config.toml", false};
    return {};
}

/// These say which file to read, or what to do instead.
bool is_for_command_line(Option const& option) {
    return option.long_name() == "config" || option.long_name() == "no-config" || option.long_name() == "help";
}

/// As seen from the directory of the file with settings.
std::string resolved(std::string const& value, Option const& option, fs::path const& directory) {
    bool const names_file = option.offer == Offer::file || option.offer == Offer::directory ||
                            (option.offer == Offer::policy && (value.ends_with(".toml") || value.find('/') != std::string::npos));
    return names_file && fs::path(value).is_relative() ? (directory / value).string() : value;
}

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

/// One option as the file has it; nothing is added where it has none, or false.
void read_option(rules::TableReader& table, Option const& option, fs::path const& directory, Values& values) {
    std::string const name(option.long_name());
    if (!option.value) {
        auto const flag = table.flag(name);
        if (flag) values.erase(name);
        if (flag.value_or(false)) values[name];
        return;
    }
    auto list = table.words(name);
    if (list.empty()) return;
    if (list.size() > 1 && !option.repeats) return table.fail_at(name, "\"" + name + "\" has one value, not a list");
    for (std::string& value : list) {
        if (auto wrong = fault_of_choice(option, value); !wrong.empty()) return table.fail_at(name, std::move(wrong));
        value = resolved(value, option, directory);
    }
    values[name] = std::move(list);
}

/// Every option of every command, each once.
std::vector<Option> all_options() {
    std::vector<Option> all;
    for (Command const* command : commands())
        for (Option const& option : options_of(*command))
            if (std::none_of(all.begin(), all.end(), [&](Option const& known) { return known.long_name() == option.long_name(); }))
                all.push_back(option);
    return all;
}

void read_settings(rules::TableReader& root, Command const& wanted, fs::path const& directory, Values& values) {
    auto const own = options_of(wanted);
    for (Option const& option : all_options()) {
        if (is_for_command_line(option)) continue;
        Values ignored;
        auto const mine = std::find_if(own.begin(), own.end(), [&](Option const& each) { return each.long_name() == option.long_name(); });
        read_option(root, mine == own.end() ? option : *mine, directory, mine == own.end() ? ignored : values);
    }
    for (Command const* command : commands())
        root.one(command->name, [&](rules::TableReader& table) {
            Values ignored;
            for (Option const& option : options_of(*command))
                if (!is_for_command_line(option)) read_option(table, option, directory, command == &wanted ? values : ignored);
        });
}

} // namespace

std::variant<std::optional<std::string>, std::string> add_config(Command const& command, Given& given) {
    Source const source = source_of(given);
    if (source.path.empty()) return std::optional<std::string>();
    std::ifstream file(source.path, std::ios::binary);
    if (!file) {
        std::error_code ignored;
        if (source.wanted || fs::exists(source.path, ignored)) return "cannot read the settings in " + source.path;
        return std::optional<std::string>();
    }
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    Values values;
    auto const wrong = rules::TableReader::read_text(
        source.path, text, [&](rules::TableReader& root) { read_settings(root, command, fs::path(source.path).parent_path(), values); });
    if (wrong) return place(*wrong) + wrong->message;
    for (auto& [name, list] : values)
        if (!given.has(name)) given.values[name] = std::move(list);
    return std::optional(source.path);
}

} // namespace cli
