#include "rules/policy.hpp"

#include <array>
#include <cstdio>
#include <fstream>

#include "cli/command.hpp"
#include "cli/talk.hpp"
#include "rules/registry.hpp"

namespace cli {
namespace {

constexpr std::string_view usage =
    "say what to do: policy list, policy show [NAME|FILE]... [--date YYYY-MM-DD], policy check [NAME|FILE]...";

struct PolicyOptions {
    std::vector<std::string> names;
    std::optional<edi::Day> date;
};

std::variant<PolicyOptions, std::string> read_options(std::span<std::string const> arguments) {
    PolicyOptions options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--date") {
            auto const day = i + 1 < arguments.size() ? edi::read_iso_day(arguments[i + 1]) : edi::DayReading{};
            if (day.reading != edi::Reading::ok) return std::string("--date wants a day of service: write it as YYYY-MM-DD");
            options.date = day.day;
            ++i;
        } else if (arguments[i].starts_with("-")) {
            return "policy has no option " + arguments[i];
        } else {
            options.names.push_back(arguments[i]);
        }
    }
    return options;
}

void print(std::string const& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

/// The line of the file that is wrong, with a caret.
std::string quoted_line(rules::FileMistake const& mistake) {
    std::ifstream file(mistake.file);
    std::string line;
    for (std::uint32_t i = 0; i < mistake.line && std::getline(file, line);) ++i;
    if (mistake.line == 0 || !file || line.size() > 400) return {};
    std::string const number = std::to_string(mistake.line);
    return "  " + number + " | " + line + "\n" + std::string(number.size() + 5 + (mistake.column > 0 ? mistake.column - 1 : 0), ' ') +
           "^\n";
}

Exit say_mistake(rules::FileMistake const& mistake) {
    talk::error(place(mistake) + mistake.message);
    if (std::string const line = quoted_line(mistake); !line.empty()) talk::line(line);
    return Exit::wrong_use;
}

void append_sources(rules::Policy const& policy, std::string& out) {
    for (rules::PolicySource const& source : policy.sources())
        out += "policy " + source.id + " " + source.version + " (" + source.title + ") sha256 " + source.sha256 + "\n";
    for (rules::Notice const& notice : policy.notices()) out += "notice " + notice.code + ": " + notice.text + " (" + notice.source + ")\n";
}

Exit list() {
    std::string out;
    for (std::string_view const name : rules::builtin_policies()) {
        auto const loaded = rules::load_policies(std::array{std::string(name)});
        append_sources(std::get<rules::Policy>(loaded), out);
    }
    print(out + "The default is j2371. Others are files: scrub837 check --policy FILE\n");
    return Exit::clean;
}

Exit show(PolicyOptions const& options) {
    auto const texts = rules::policy_texts(options.names);
    if (auto const* mistake = std::get_if<rules::PolicyError>(&texts)) return say_mistake(*mistake);
    auto const& layers = std::get<std::vector<rules::PolicyText>>(texts);
    auto const loaded = rules::layer_policies(layers);
    if (auto const* mistake = std::get_if<rules::PolicyError>(&loaded)) return say_mistake(*mistake);
    auto const& policy = std::get<rules::Policy>(loaded);
    std::string out;
    append_sources(policy, out);
    for (rules::TableInfo const& table : policy.tables().infos())
        out += "table " + table.name + " " + table.version + ": " + table.source + "\n";
    for (rules::PolicyText const& layer : layers) {
        out += "\n# " + layer.file + (&layer == &layers.front() ? "" : ", over what is above: entries with the same key replace it") + "\n";
        out += rules::policy_entries(layer, options.date);
    }
    print(out);
    return Exit::clean;
}

Exit check_policy(PolicyOptions const& options) {
    auto const loaded = rules::load_policies(options.names);
    if (auto const* mistake = std::get_if<rules::PolicyError>(&loaded)) return say_mistake(*mistake);
    auto const& policy = std::get<rules::Policy>(loaded);
    std::string out;
    append_sources(policy, out);
    std::size_t off = 0;
    for (rules::Rule const* rule : rules::all_rules()) off += policy.severity(*rule) ? 0 : 1;
    out += "no mistake: " + std::to_string(policy.drugs().size()) + " drugs, " + std::to_string(policy.conflicts().size()) +
           " pairs of modifiers, " + std::to_string(off) + " rules switched off\n";
    print(out);
    return Exit::clean;
}

} // namespace

Exit policy(std::span<std::string const> arguments) {
    std::string_view const what = arguments.empty() ? std::string_view() : arguments[0];
    if (what != "list" && what != "show" && what != "check") return wrong_use("policy", usage);
    auto const options = read_options(arguments.subspan(1));
    if (auto const* wrong = std::get_if<std::string>(&options)) return wrong_use("policy", *wrong);
    if (what == "show") return show(std::get<PolicyOptions>(options));
    if (what == "check") return check_policy(std::get<PolicyOptions>(options));
    if (arguments.size() > 1) return wrong_use("policy", "policy list takes no arguments");
    return list();
}

} // namespace cli
