#include "rules/policy/routes.hpp"

#include <algorithm>

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Routes::read(TableReader& root) {
    root.each("route", [&](TableReader& entry) {
        Route route;
        route.name = entry.text("name", true);
        route.modifiers = entry.modifiers("modifiers", false);
        route.words = entry.texts("words", true);
        route.source = entry.text("source", true);
        routes_.push_back(std::move(route));
    });
}

void Routes::lay(Routes const& later) {
    lay_over(routes_, later.routes_, [](Route const& a, Route const& b) { return a.name == b.name; });
}

Route const* Routes::named(std::string_view name) const {
    auto const found = std::find_if(routes_.begin(), routes_.end(), [name](Route const& route) { return route.name == name; });
    return found != routes_.end() ? &*found : nullptr;
}

bool Routes::is_route_modifier(std::string_view modifier) const {
    return std::any_of(routes_.begin(), routes_.end(), [modifier](Route const& route) {
        return std::find(route.modifiers.begin(), route.modifiers.end(), modifier) != route.modifiers.end();
    });
}

} // namespace rules
