// Section [[location_modifier]]: modifiers that tell where a service was given, and the claims that they belong on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"
#include "rules/validity.hpp"

namespace rules {

class TableReader;

struct LocationModifier {
    std::string modifier;
    std::vector<std::string> bills;  ///< 837I: types of bill, first two digits, that it belongs on; empty: none
    std::vector<std::string> places; ///< 837P: places of service that it belongs on; empty: none
    std::string reason, source;
    Severity severity = Severity::error;
    Validity valid;
};

/// Key of an entry: its modifier.
class Locations {
public:
    void read(TableReader& root);
    void lay(Locations const& later);
    void finish() {}

    std::vector<LocationModifier> const& all() const { return entries_; }

private:
    std::vector<LocationModifier> entries_;
};

} // namespace rules
