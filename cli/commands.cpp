#include <array>
#include <exception>
#include <new>

#include "cli/command.hpp"
#include "cli/talk.hpp"

namespace cli {
namespace {

constexpr std::array all{
    Command{"check", "PATH... [options]", "check 837P and 837I files, read 999, 277CA and TA1; write reports and acknowledgements", check,
            check_options_text},
    Command{"compare", "PATH... --policy A --policy B [options]",
            "for auditors: which findings appear, disappear or change between two policies or dates, by claim and in money", compare,
            compare_options},
    Command{"rules", "[--markdown] [--policy NAME|FILE]...", "list the rules", list_rules, rules_options},
    Command{"explain", "RULE... [--policy NAME|FILE]... [--date YYYY-MM-DD]",
            "say what a rule is about, where it comes from, what it stands on and what to do", explain, explain_options},
    Command{"fields", "[--markdown]", "list what the conditions of a policy's own rules can name", list_fields},
    Command{"policy", "list | show [NAME|FILE]... [--date YYYY-MM-DD] | check [NAME|FILE]...",
            "list the built-in policies; show what is in force, on a day of service; say what is wrong with a policy", policy},
    Command{"version", "", "say the version and the built-in policies", version},
    Command{"help", "[COMMAND]", "say how to use the program or a command", help},
};

} // namespace

std::span<Command const> commands() {
    return all;
}

Command const* find_command(std::string_view name) {
    for (Command const& command : all)
        if (command.name == name) return &command;
    return nullptr;
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

Exit run(std::span<std::string const> arguments) {
    try {
        if (arguments.empty()) {
            help({});
            return Exit::wrong_use;
        }
        std::string const& name = arguments.front();
        if (name == "--help" || name == "-h") return help({});
        if (name == "--version") return version({});
        Command const* command = find_command(name);
        if (!command) return wrong_use("", "there is no command \"" + name + "\"");
        auto const rest = arguments.subspan(1);
        for (std::string const& each : rest)
            if (each == "--help" || each == "-h") return help(std::span(&name, 1));
        return command->run(rest);
    } catch (std::bad_alloc const&) {
        talk::error("internal error: out of memory; results in the output directory are not complete");
    } catch (std::exception const& fault) {
        talk::error(std::string("internal error: ") + fault.what());
    }
    return Exit::internal_error;
}

} // namespace cli
