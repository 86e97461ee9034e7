// Completions for shells, written from the forms of the commands.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "rules/nearest_word.hpp"
#include "rules/policy.hpp"
#include "rules/registry.hpp"

namespace cli {
namespace {

std::string joined(std::vector<std::string> const& words, std::string_view between = " ") {
    std::string out;
    for (std::string const& word : words) out.append(out.empty() ? "" : between).append(word);
    return out;
}

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (Command const* command : commands()) names.emplace_back(command->name);
    return names;
}

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (rules::Rule const* rule : rules::all_rules()) names.emplace_back(rule->id);
    for (rules::Rule const* rule : rules::all_rules()) names.emplace_back(rule->name);
    return names;
}

/// The words that can stand there; none where files or nothing can.
std::vector<std::string> words_of(Offer offer, std::string_view choices) {
    switch (offer) {
        case Offer::rule: return rule_names();
        case Offer::command: return command_names();
        case Offer::policy: return {rules::builtin_policies().begin(), rules::builtin_policies().end()};
        case Offer::choices: {
            auto const list = choices_of(choices);
            return {list.begin(), list.end()};
        }
        default: return {};
    }
}

bool offers_files(Offer offer) {
    return offer == Offer::file || offer == Offer::policy;
}

std::vector<Option> shown_options(Command const& command) {
    std::vector<Option> shown;
    for (Option const& option : options_of(command))
        if (*option.text) shown.push_back(option);
    return shown;
}

std::string choices(Option const& option) {
    return option.offer == Offer::choices ? option.value : "";
}

// ---- bash ----------------------------------------------------------------------------------------------------------------------

/// The command that fills COMPREPLY.
std::string bash_reply(Offer offer, std::string_view words) {
    auto const list = words_of(offer, words);
    std::string out = "mapfile -t COMPREPLY < <(compgen"; // names of files may have blanks
    if (!list.empty()) out.append(" -W '").append(joined(list)).append("'");
    if (offers_files(offer)) out += " -f";
    if (offer == Offer::directory) out += " -d";
    return out + " -- \"$word\")";
}

void append_bash_command(std::string& out, Command const& command) {
    out.append("    ").append(command.name).append(")\n      case $before in\n");
    std::vector<std::string> names;
    for (Option const& option : shown_options(command)) {
        std::string const name = "--" + std::string(option.long_name());
        std::string pattern = name;
        names.push_back(name);
        if (auto const letter = option.short_name(); !letter.empty()) {
            names.push_back("-" + std::string(letter));
            pattern += "|-" + std::string(letter);
        }
        if (!option.value) continue;
        out.append("        ").append(pattern).append(") ");
        if (option.offer != Offer::nothing) out.append(bash_reply(option.offer, choices(option))).append("; ");
        out += "return ;;\n";
    }
    out.append("      esac\n      if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '").append(joined(names));
    out += "' -- \"$word\"))\n";
    if (command.words != Offer::nothing) out.append("      else\n        ").append(bash_reply(command.words, command.choices)).append("\n");
    out += "      fi ;;\n";
}

std::string bash() {
    std::string out = "# bash completion of scrub837; written by `scrub837 completion bash`\n"
                      "_scrub837() {\n"
                      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                      "  COMPREPLY=()\n"
                      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                      "    COMPREPLY=($(compgen -W '" +
                      joined(command_names()) + " --help --version' -- \"$word\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n";
    for (Command const* command : commands()) append_bash_command(out, *command);
    return out + "  esac\n}\ncomplete -o filenames -o bashdefault -F _scrub837 scrub837\n";
}

// ---- zsh -----------------------------------------------------------------------------------------------------------------------

/// Text within an _arguments specification, in single quotes.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out.append(c == '\'' ? "'\\''" : std::string(1, c));
    }
    return out;
}

std::string zsh_action(Offer offer, std::string_view words) {
    auto const list = words_of(offer, words);
    if (offer == Offer::directory) return "_files -/";
    // A colon ends the action of an _arguments specification.
    if (offer == Offer::policy) return "_alternative \"policies\\:policy\\:(" + joined(list) + ")\" \"files\\:file\\:_files\"";
    if (offer == Offer::file) return "_files";
    return list.empty() ? " " : "(" + joined(list) + ")";
}

void append_zsh_command(std::string& out, Command const& command) {
    out.append("    ").append(command.name).append(") _arguments -s");
    for (Option const& option : shown_options(command)) {
        std::string const value =
            option.value ? ":" + zsh_text(option.value) + ":" + zsh_action(option.offer, choices(option)) : std::string();
        std::string_view const many = option.repeats ? "*" : "";
        std::string const text = "[" + zsh_text(option.text) + "]" + value;
        // With "=" the value may also come behind one.
        out.append(" \\\n      '")
            .append(many)
            .append("--")
            .append(option.long_name())
            .append(option.value ? "=" : "")
            .append(text)
            .append("'");
        if (auto const letter = option.short_name(); !letter.empty())
            out.append(" \\\n      '").append(many).append("-").append(letter).append(text).append("'");
    }
    if (command.words != Offer::nothing) out.append(" \\\n      '*:word:").append(zsh_action(command.words, command.choices)).append("'");
    out += " ;;\n";
}

std::string zsh() {
    std::string out = "#compdef scrub837\n# zsh completion of scrub837; written by `scrub837 completion zsh`\n"
                      "_scrub837() {\n  if (( CURRENT == 2 )); then\n    local -a commands=(\n";
    for (Command const* command : commands())
        out.append("      '").append(command->name).append(":").append(zsh_text(command->summary)).append("'\n");
    out += "    )\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n"
           "  case $command in\n";
    for (Command const* command : commands()) append_zsh_command(out, *command);
    return out + "  esac\n}\n_scrub837 \"$@\"\n";
}

// ---- fish ----------------------------------------------------------------------------------------------------------------------

std::string fish_text(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

void append_fish_offer(std::string& out, Offer offer, std::string_view words) {
    auto const list = words_of(offer, words);
    if (offer == Offer::directory) {
        out += " -a '(__fish_complete_directories)'";
    } else if (!list.empty()) {
        out.append(" -a '").append(joined(list)).append("'");
    }
    if (offers_files(offer)) out += " -F";
}

void append_fish_command(std::string& out, Command const& command) {
    std::string const begin = "complete -c scrub837 -n '__scrub837_command_is " + std::string(command.name) + "'";
    for (Option const& option : shown_options(command)) {
        out.append(begin).append(" -l ").append(option.long_name());
        if (auto const letter = option.short_name(); !letter.empty()) out.append(" -s ").append(letter);
        if (option.value) {
            out += offers_files(option.offer) ? " -r" : " -x"; // -x: and no files
            append_fish_offer(out, option.offer, choices(option));
        }
        out.append(" -d '").append(fish_text(option.text)).append("'\n");
    }
    if (command.words == Offer::nothing) return;
    out.append(begin);
    append_fish_offer(out, command.words, command.choices);
    out += "\n";
}

std::string fish() {
    std::string out = "# fish completion of scrub837; written by `scrub837 completion fish`\n"
                      "# The command is the first word: words of other commands (policy check) are none.\n"
                      "function __scrub837_command_is\n    set -l words (commandline -opc)\n"
                      "    test (count $words) -gt 1; and test \"$words[2]\" = \"$argv[1]\"\nend\n"
                      "function __scrub837_wants_command\n    test (count (commandline -opc)) -eq 1\nend\n"
                      "complete -c scrub837 -f\n";
    for (Command const* command : commands())
        out.append("complete -c scrub837 -n __scrub837_wants_command -a ")
            .append(command->name)
            .append(" -d '")
            .append(fish_text(command->summary))
            .append("'\n");
    for (Command const* command : commands()) append_fish_command(out, *command);
    return out;
}

constexpr std::string_view shells = "bash|zsh|fish";

Exit completion(Given const& given) {
    if (given.words.size() != 1) return wrong_use("completion", "for which shell? bash, zsh or fish");
    std::string const& shell = given.words[0];
    std::string out;
    if (shell == "bash") out = bash();
    if (shell == "zsh") out = zsh();
    if (shell == "fish") out = fish();
    if (out.empty()) return wrong_use("completion", "no completion for \"" + shell + "\"" + rules::did_you_mean(shell, choices_of(shells)));
    std::fwrite(out.data(), 1, out.size(), stdout);
    return Exit::clean;
}

} // namespace

constinit Command const completion_command{
    .name = "completion",
    .arguments = "bash|zsh|fish",
    .summary = "write what a shell needs to complete commands, options, rules and files",
    .manual =
        "Where the program is installed the completions are there already. By hand: source <(scrub837 completion bash); zsh: write it as "
        "_scrub837 into a directory of fpath; fish: write it to ~/.config/fish/completions/scrub837.fish.",
    .words = Offer::choices,
    .choices = shells,
    .example = "source <(scrub837 completion bash)",
    .run = completion,
};

} // namespace cli
