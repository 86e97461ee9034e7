#include "rules/policy.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "cli/command.hpp"
#include "cli/shared_options.hpp"
#include "cli/talk.hpp"
#include "engine/report/counted.hpp"
#include "rules/nearest_word.hpp"
#include "rules/registry.hpp"

namespace cli {
namespace {

constexpr std::string_view usage_of_policy =
    "say what to do: policy list, policy show [NAME|FILE]... [--date YYYY-MM-DD], policy check [NAME|FILE]...";
constexpr std::string_view verbs_of_policy = "list|show|check";

/// What is wanted of which policies.
struct Wish {
    std::vector<std::string> names;
    std::optional<edi::Day> date;
};

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

Exit show(Wish const& wish) {
    auto const texts = rules::policy_texts(wish.names);
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
        out += rules::policy_entries(layer, wish.date);
    }
    print(out);
    return Exit::clean;
}

Exit check_policy(Wish const& wish) {
    auto const loaded = rules::load_policies(wish.names);
    if (auto const* mistake = std::get_if<rules::PolicyError>(&loaded)) return say_mistake(*mistake);
    auto const& policy = std::get<rules::Policy>(loaded);
    std::string out;
    append_sources(policy, out);
    std::size_t off = 0;
    for (rules::Rule const* rule : rules::all_rules()) off += policy.severity(*rule) ? 0 : 1;
    out += "no mistake: " + std::to_string(policy.drugs().size()) + " drugs, " + std::to_string(policy.conflicts().size()) +
           " pairs of modifiers, " + engine::report::counted(off, "rule") + " switched off\n";
    print(out);
    return Exit::clean;
}

Exit policy(Given const& given) {
    std::string const what = given.words.empty() ? "" : given.words[0];
    auto const verbs = choices_of(verbs_of_policy);
    if (std::find(verbs.begin(), verbs.end(), what) == verbs.end())
        return wrong_use("policy", std::string(usage_of_policy) + (what.empty() ? "" : rules::did_you_mean(what, verbs)));
    auto const day = day_of(given, "date");
    if (auto const* wrong = std::get_if<std::string>(&day)) return wrong_use("policy", *wrong);
    Wish const wish{{given.words.begin() + 1, given.words.end()}, std::get<std::optional<edi::Day>>(day)};
    if (what == "show") return show(wish);
    if (what == "check") return check_policy(wish);
    if (!wish.names.empty()) return wrong_use("policy", "policy list takes no arguments");
    return list();
}

constexpr Option options[] = {{"date", "YYYY-MM-DD", "with show: only what is in force for services on this day"}};

} // namespace

constinit Command const policy_command{
    .name = "policy",
    .arguments = "list | show [NAME|FILE]... | check [NAME|FILE]...",
    .summary = "list the built-in policies; show what is in force, on a day of service; say what is wrong with a policy",
    .words = Offer::choices,
    .choices = verbs_of_policy,
    .options = options,
    .example = "scrub837 policy show cms --date 2024-03-01",
    .run = policy,
};

} // namespace cli
