#include <cstdio>

#include "cli/command.hpp"

namespace cli {
namespace {

void append_usage(std::string& out, Command const& command) {
    out.append("scrub837 ").append(command.name);
    if (!command.arguments.empty()) out.append(" ").append(command.arguments);
    out.append("\n");
}

std::string overview() {
    std::string out = "scrub837 checks X12 837 claim files (005010X222A1 professional, 005010X223A2 institutional).\n\n";
    for (Command const& command : commands()) {
        out += "  ";
        append_usage(out, command);
        out.append("      ").append(command.summary).append("\n");
    }
    out += "\nExit status: 0 all accepted; 1 findings; 2 some input could not be read; 3 wrong use; 4 could not finish.\n"
           "Begin with: scrub837 check FILE.edi\n";
    return out;
}

} // namespace

Exit help(std::span<std::string const> arguments) {
    std::string out;
    if (arguments.empty()) {
        out = overview();
    } else {
        Command const* command = find_command(arguments[0]);
        if (!command) return wrong_use("", "there is no command \"" + arguments[0] + "\"");
        append_usage(out, *command);
        out.append(command->summary).append("\n");
        if (command->arguments.starts_with("PATH"))
            out += "\nPATH is a file, a directory (walked, sorted by name) or - for standard input.\n";
        if (command->options) out += "\n" + command->options();
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace cli
