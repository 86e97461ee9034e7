#include "cli/usage.hpp"

namespace cli {

std::string usage(Command const& command) {
    std::string out = "scrub837 " + std::string(command.name);
    if (!command.arguments.empty()) out.append(" ").append(command.arguments);
    if (!command.options.empty()) out.append(" [options]");
    return out;
}

std::vector<std::string_view> paragraphs(std::string_view text) {
    std::vector<std::string_view> list;
    while (!text.empty()) {
        std::size_t const end = text.find("\n\n");
        list.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    }
    return list;
}

} // namespace cli
