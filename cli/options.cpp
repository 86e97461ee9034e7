#include "cli/options.hpp"

#include <boost/program_options.hpp>
#include <sstream>

namespace cli {
namespace {

namespace po = boost::program_options;
using Values = std::vector<std::string>;

po::options_description described(std::span<Option const> options) {
    po::options_description all("Options");
    for (Option const& option : options) {
        if (option.value)
            all.add_options()(option.name, po::value<Values>()->composing()->value_name(option.value), option.text);
        else
            all.add_options()(option.name, option.text);
    }
    return all;
}

/// Without the short form.
std::string long_name(Option const& option) {
    std::string const name = option.name;
    return name.substr(0, name.find(','));
}

} // namespace

std::vector<std::string> Given::all(std::string_view option) const {
    auto const found = values.find(option);
    return found == values.end() ? Values() : found->second;
}

std::optional<std::string> Given::last(std::string_view option) const {
    auto const found = values.find(option);
    if (found == values.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
}

std::variant<Given, std::string> read_options(std::span<Option const> options, std::span<std::string const> arguments) {
    po::options_description all = described(options);
    all.add_options()("word", po::value<Values>());
    po::positional_options_description positional;
    positional.add("word", -1);
    po::variables_map map;
    try {
        auto const style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        std::vector<std::string> const words(arguments.begin(), arguments.end());
        po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(), map);
    } catch (po::error const& wrong) {
        return std::string(wrong.what());
    }
    Given given;
    if (map.count("word")) given.words = map["word"].as<Values>();
    for (Option const& option : options) {
        std::string const name = long_name(option);
        if (map.count(name)) given.values[name] = option.value ? map[name].as<Values>() : Values();
    }
    return given;
}

std::string options_text(std::span<Option const> options) {
    std::ostringstream text;
    text << described(options);
    return text.str();
}

} // namespace cli
