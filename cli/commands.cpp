#include <array>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/shared_options.hpp"
#include "cli/talk.hpp"
#include "rules/nearest_word.hpp"

namespace cli {
namespace {

constexpr std::array all{&check_command,      &show_command,   &compare_command, &rules_command,  &synth_command,
                         &explain_command,    &policy_command, &mask_command,    &fields_command, &version_command,
                         &completion_command, &man_command,    &help_command};

void set_up_talk(Given const& given) {
    talk::colors(given.last("color").value_or("auto"));
    if (given.has("quiet")) talk::quiet();
    if (given.has("verbose")) talk::verbose();
}

Exit run_command(Command const& command, std::span<std::string const> arguments) {
    auto const options = options_of(command);
    auto read = read_options(options, arguments);
    if (auto const* wrong = std::get_if<std::string>(&read)) return wrong_use(command.name, *wrong);
    Given& given = std::get<Given>(read);
    if (given.has("help")) {
        Given about;
        about.words.emplace_back(command.name);
        return help_command.run(about);
    }
    auto const config = add_config(command, given);
    if (auto const* wrong = std::get_if<std::string>(&config)) return wrong_use("config", *wrong);
    set_up_talk(given);
    if (auto const& file = std::get<std::optional<std::string>>(config)) talk::detail("settings of " + *file);
    return command.run(given);
}

} // namespace

std::span<Command const* const> commands() {
    return all;
}

Command const* find_command(std::string_view name) {
    for (Command const* command : all)
        if (command->name == name) return command;
    return nullptr;
}

std::vector<Option> options_of(Command const& command) {
    std::vector<Option> options(command.options.begin(), command.options.end());
    options.insert(options.end(), std::begin(common_options), std::end(common_options));
    return options;
}

std::string place(rules::FileMistake const& mistake) {
    std::string text = mistake.file;
    if (mistake.line) text += ":" + std::to_string(mistake.line) + ":" + std::to_string(mistake.column);
    return text.empty() ? text : text + ": ";
}

Exit wrong_use(std::string_view command, std::string_view message) {
    talk::error(message);
    talk::line(std::string("Try: scrub837 help") + (command.empty() ? "" : " ") + std::string(command));
    return Exit::wrong_use;
}

Exit no_such_command(std::string_view name) {
    std::vector<std::string_view> names;
    for (Command const* command : all) names.push_back(command->name);
    return wrong_use("", "there is no command \"" + std::string(name) + "\"" + rules::did_you_mean(name, names));
}

Exit run(std::span<std::string const> arguments) {
    try {
        if (arguments.empty()) {
            help_command.run({});
            return Exit::wrong_use;
        }
        std::string const& name = arguments.front();
        if (name == "--help" || name == "-h") return help_command.run({});
        if (name == "--version") return version_command.run({});
        Command const* command = find_command(name);
        if (!command) return no_such_command(name);
        return run_command(*command, arguments.subspan(1));
    } catch (std::bad_alloc const&) {
        talk::error("internal error: out of memory; results in the output directory are not complete");
    } catch (std::exception const& fault) {
        talk::error(std::string("internal error: ") + fault.what());
    }
    return Exit::internal_error;
}

} // namespace cli
