#include "rules/policy/locations.hpp"

#include "rules/policy/lay_over.hpp"
#include "rules/policy/table_reader.hpp"

namespace rules {

void Locations::read(TableReader& root) {
    root.each("location_modifier", [&](TableReader& entry) {
        LocationModifier location;
        location.bills = entry.texts("bills", false);
        location.places = entry.texts("places", false);
        location.reason = entry.text("reason", true);
        location.source = entry.text("source", true);
        location.severity = entry.severity("severity", Severity::error);
        location.valid = entry.validity();
        for (std::string& modifier : entry.modifiers("modifiers", true)) {
            location.modifier = std::move(modifier);
            entries_.push_back(location);
        }
    });
}

void Locations::lay(Locations const& later) {
    lay_over(entries_, later.entries_, [](LocationModifier const& a, LocationModifier const& b) { return a.modifier == b.modifier; });
}

} // namespace rules
