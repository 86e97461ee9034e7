#include <cstdio>

#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/shared_options.hpp"
#include "cli/usage.hpp"

namespace cli {
namespace {

constexpr std::size_t width = 100;

std::string overview() {
    std::string out = "scrub837 checks X12 837 claim files (005010X222A1 professional, 005010X223A2 institutional).\n\n";
    for (Command const* command : commands()) {
        std::string left = "  " + std::string(command->name);
        left.append(14 - std::min<std::size_t>(left.size(), 13), ' ');
        out.append(left);
        append_wrapped(out, command->summary, 14, width);
    }
    out +=
        "\nOptions of every command:\n" + options_text(common_options) + "\n" + std::string(exit_status_text) +
        "\nBegin with: scrub837 check FILE.edi\nMore: scrub837 help COMMAND, scrub837 help config, scrub837 help waivers, scrub837 man\n";
    return out;
}

std::string about(Command const& command) {
    std::string out = "Usage: " + usage(command) + "\n\n";
    append_wrapped(out, command.summary, 0, width);
    for (std::string_view const paragraph : paragraphs(command.manual)) {
        out += "\n";
        append_wrapped(out, paragraph, 0, width);
    }
    if (!command.options.empty()) out += "\nOptions:\n" + options_text(command.options);
    out += "\nOptions of every command:\n" + options_text(common_options);
    if (!command.example.empty()) out.append("\nExample: ").append(command.example).append("\n");
    return out;
}

constexpr std::string_view waivers_help =
    R"(A waiver says that somebody answers for a finding until a day. Files of them are named with --waivers:

    [[waiver]]
    rule = "N702"               # id or name
    who = "J. Doe, intake"      # who answers for it
    reason = "test NPIs until go-live"
    until = 2026-12-31          # the last day on which it holds, by the day of processing (--date)
    # and, where it is to fit less, any of these, as sent:
    payer = "PMH01"             # 2010BB NM109
    submitter = "RIVERBEND"     # 1000A NM109, or ISA06, or GS02
    provider = "1300200015"     # billing provider, 2010AA NM109
    file = "march/a.edi"        # path of the input, or its end behind a slash
    claim = "RB-1001"           # CLM01

What it fits rejects nothing: the claim goes on, no answer (277CA, 999, TA1) tells it, --fail-on does not count it. It is never lost: reports mark it
with who and why, and the summary counts it and names waivers that are unused or expired. What cannot be read cannot be waived.

--write-baseline FILE writes the findings of a run as hashes of rule, claim and element; with --baseline FILE they are known, and waived in the same
way, also when the file is sent again with other claims around.
)";

Exit help(Given const& given) {
    std::string out;
    if (given.words.empty()) {
        out = overview();
    } else if (given.words[0] == "config") {
        out = config_help;
    } else if (given.words[0] == "waivers") {
        out = waivers_help;
    } else {
        Command const* command = find_command(given.words[0]);
        if (!command) return no_such_command(given.words[0]);
        out = about(*command);
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const help_command{
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = "say how to use the program, a command, the file with settings (help config), or waivers (help waivers)",
    .words = Offer::command,
    .run = help,
};

} // namespace cli
