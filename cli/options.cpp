#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options.hpp>

#include "rules/nearest_word.hpp"

namespace cli {
namespace {

namespace po = boost::program_options;
using Values = std::vector<std::string>;

constexpr std::size_t text_column = 26; ///< of the help, where what an option does begins

po::options_description described(std::span<Option const> options) {
    po::options_description all;
    for (Option const& option : options) {
        if (option.value)
            all.add_options()(option.name, po::value<Values>()->composing(), option.text);
        else
            all.add_options()(option.name, option.text);
    }
    return all;
}

std::string unknown_option(std::string const& given, std::span<Option const> options) {
    std::vector<std::string> known;
    for (Option const& option : options)
        if (*option.text) known.push_back("--" + std::string(option.long_name()));
    std::vector<std::string_view> const candidates(known.begin(), known.end());
    return "there is no option " + given + rules::did_you_mean(given, candidates);
}

/// Of an error that Program_options has found in the arguments.
std::string said(po::error const& wrong, std::span<Option const> options) {
    if (auto const* unknown = dynamic_cast<po::unknown_option const*>(&wrong)) return unknown_option(unknown->get_option_name(), options);
    return wrong.what();
}

/// What is wrong with the values of an option; empty: nothing.
std::string fault_of(Option const& option, Values const& values) {
    std::string const name = "--" + std::string(option.long_name());
    if (values.size() > 1 && !option.repeats) return name + " is given " + std::to_string(values.size()) + " times: give it once";
    for (std::string const& value : values)
        if (auto wrong = fault_of_choice(option, value); !wrong.empty()) return wrong;
    return {};
}

} // namespace

std::string_view Option::long_name() const {
    std::string_view const all = name;
    return all.substr(0, all.find(','));
}

std::string_view Option::short_name() const {
    std::string_view const all = name;
    std::size_t const comma = all.find(',');
    return comma == std::string_view::npos ? std::string_view() : all.substr(comma + 1);
}

std::vector<std::string> Given::all(std::string_view option) const {
    auto const found = values.find(option);
    return found == values.end() ? Values() : found->second;
}

std::optional<std::string> Given::last(std::string_view option) const {
    auto const found = values.find(option);
    if (found == values.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
}

std::vector<std::string_view> choices_of(std::string_view value) {
    std::vector<std::string_view> list;
    for (std::size_t begin = 0, end = 0; end != std::string_view::npos; begin = end + 1) {
        end = value.find('|', begin);
        list.push_back(value.substr(begin, end - begin));
    }
    return list;
}

std::string fault_of_choice(Option const& option, std::string_view value) {
    if (option.offer != Offer::choices) return {};
    auto const choices = choices_of(option.value);
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
    std::string text = "--" + std::string(option.long_name()) + " " + std::string(value) + " is none of ";
    for (std::string_view const choice : choices) text.append(choice == choices.front() ? "" : ", ").append(choice);
    return text + rules::did_you_mean(value, choices);
}

std::variant<Given, std::string> read_options(std::span<Option const> options, std::span<std::string const> arguments) {
    po::options_description all = described(options);
    all.add_options()(" word", po::value<Values>()); // a name that nobody can write as an option
    po::positional_options_description positional;
    positional.add(" word", -1);
    po::variables_map map;
    try {
        auto const style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        Values const words(arguments.begin(), arguments.end());
        po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(), map);
    } catch (po::error const& wrong) {
        return said(wrong, options);
    }
    Given given;
    if (map.count(" word")) given.words = map[" word"].as<Values>();
    for (Option const& option : options) {
        std::string const name(option.long_name());
        if (!map.count(name)) continue;
        Values& values = given.values[name];
        if (option.value) values = map[name].as<Values>();
        if (auto wrong = fault_of(option, values); !wrong.empty()) return wrong;
    }
    return given;
}

void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width) {
    std::size_t const room = width > indent + 20 ? width - indent : 20;
    while (text.size() > room) {
        std::size_t cut = text.rfind(' ', room);
        if (cut == std::string_view::npos || cut == 0) cut = std::min(text.find(' '), text.size());
        out.append(text.substr(0, cut)).append("\n");
        text.remove_prefix(std::min(cut + 1, text.size()));
        if (text.empty()) return;
        out.append(indent, ' ');
    }
    out.append(text).append("\n");
}

std::string options_text(std::span<Option const> options, std::size_t width) {
    std::string out;
    for (Option const& option : options) {
        if (!*option.text) continue;
        std::string left = "  ";
        if (auto const letter = option.short_name(); !letter.empty()) left.append("-").append(letter).append(", ");
        left.append("--").append(option.long_name());
        if (option.value) left.append(" ").append(option.value);
        out.append(left);
        if (left.size() + 2 > text_column)
            out.append("\n").append(text_column, ' ');
        else
            out.append(text_column - left.size(), ' ');
        append_wrapped(out, option.text, text_column, width);
    }
    return out;
}

} // namespace cli
