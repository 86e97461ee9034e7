// Section [[route]]: how a claim says by which route a drug was given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rules {

class TableReader;

struct Route {
    std::string name;                   ///< as in [[drug]]
    std::vector<std::string> modifiers; ///< "JB"
    std::vector<std::string> words;     ///< in capitals, of notes and descriptions: "SUBCUTANEOUS", "SC"
    std::string source;
};

/// Key of an entry: its name.
class Routes {
public:
    void read(TableReader& root);
    void lay(Routes const& later);
    void finish() {}

    std::vector<Route> const& all() const { return routes_; }
    /// Null when the policy does not say how the route is told.
    Route const* named(std::string_view name) const;
    /// Whether `modifier` names a route, whichever.
    bool is_route_modifier(std::string_view modifier) const;

private:
    std::vector<Route> routes_;
};

} // namespace rules
