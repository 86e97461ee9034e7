// Man pages, written from the forms of the commands: scrub837(1), and scrub837-check(1) and its like.
#include <algorithm>
#include <cstdio>
#include <string>

#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/shared_options.hpp"
#include "cli/usage.hpp"

namespace cli {
namespace {

/// Text in a way that roff takes for text.
std::string escaped(std::string_view text) {
    std::string out;
    bool line_begins = true;
    for (char const c : text) {
        if (line_begins && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
        line_begins = c == '\n';
    }
    return out;
}

void append_head(std::string& out, std::string const& name, std::string_view summary) {
    std::string upper = name;
    for (char& c : upper)
        if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    out.append(".TH ").append(escaped(upper)).append(" 1 \"\" \"scrub837 " SCRUB837_VERSION "\" \"scrub837\"\n.SH NAME\n");
    out.append(escaped(name)).append(" \\- ").append(escaped(summary)).append("\n");
}

void append_section(std::string& out, std::string_view title, std::string_view text) {
    out.append(".SH ").append(title).append("\n");
    for (std::string_view const paragraph : paragraphs(text)) out.append(".PP\n").append(escaped(paragraph)).append("\n");
}

void append_options(std::string& out, std::string_view title, std::span<Option const> options) {
    if (options.empty()) return;
    out.append(".SH ").append(title).append("\n");
    for (Option const& option : options) {
        if (!*option.text) continue;
        out += ".TP\n";
        if (auto const letter = option.short_name(); !letter.empty()) out.append("\\fB\\-").append(letter).append("\\fR, ");
        out.append("\\fB\\-\\-").append(escaped(option.long_name())).append("\\fR");
        if (option.value) out.append(" \\fI").append(escaped(option.value)).append("\\fR");
        out.append("\n").append(escaped(option.text)).append("\n");
    }
}

std::string page_name(Command const& command) {
    return "scrub837-" + std::string(command.name);
}

std::string main_page() {
    std::string out;
    append_head(out, "scrub837", "checks X12 837 claim files before they go to a payer");
    out += ".SH SYNOPSIS\n\\fBscrub837\\fR \\fICOMMAND\\fR [\\fIwords\\fR] [\\fIoptions\\fR]\n";
    append_section(
        out, "DESCRIPTION",
        "scrub837 checks batches of professional (005010X222A1) and institutional (005010X223A2) health care claims and answers with "
        "reports, findings and the acknowledgements TA1, 999 and 277CA.");
    out += ".SH COMMANDS\n";
    for (Command const* command : commands())
        out.append(".TP\n\\fB")
            .append(escaped(command->name))
            .append("\\fR ")
            .append(escaped(command->arguments))
            .append("\n")
            .append(escaped(command->summary))
            .append("\n");
    append_options(out, "OPTIONS OF EVERY COMMAND", common_options);
    append_section(out, "EXIT STATUS", exit_status_text);
    out.append(".SH SETTINGS\n.nf\n").append(escaped(config_help)).append(".fi\n.SH SEE ALSO\n");
    for (Command const* command : commands())
        out.append(".BR ").append(escaped(page_name(*command))).append(" (1)").append(command == commands().back() ? "\n" : ",\n");
    return out;
}

std::string page(Command const& command) {
    std::string out;
    append_head(out, page_name(command), command.summary);
    out.append(".SH SYNOPSIS\n").append(escaped(usage(command))).append("\n");
    append_section(out, "DESCRIPTION", command.manual.empty() ? command.summary : command.manual);
    append_options(out, "OPTIONS", command.options);
    append_options(out, "OPTIONS OF EVERY COMMAND", common_options);
    if (!command.example.empty()) out.append(".SH EXAMPLE\n.nf\n").append(escaped(command.example)).append("\n.fi\n");
    append_section(out, "EXIT STATUS", exit_status_text);
    return out += ".SH SEE ALSO\n.BR scrub837 (1)\n";
}

Exit man(Given const& given) {
    std::string out;
    if (given.words.empty()) {
        out = main_page();
    } else {
        Command const* command = find_command(given.words[0]);
        if (!command) return no_such_command(given.words[0]);
        out = page(*command);
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const man_command{
    .name = "man",
    .arguments = "[COMMAND]",
    .summary = "write the man page of the program or of a command (roff)",
    .manual = "Where the program is installed the pages are there already: man scrub837, man scrub837-check.",
    .words = Offer::command,
    .example = "scrub837 man check | man -l -",
    .run = man,
};

} // namespace cli
