#include "rules/policy/discards.hpp"

#include <algorithm>

#include "rules/policy/table_reader.hpp"

namespace rules {

void Discards::read(TableReader& root) {
    root.one("discarded", [&](TableReader& entry) {
        given_ = true;
        auto const modifier = [&](char const* key) {
            auto list = entry.modifiers(key, true);
            if (list.size() > 1) entry.fail_at(key, "\"" + std::string(key) + "\" in discarded must name one modifier");
            return list.empty() ? std::string() : list.front();
        };
        discarded_ = modifier("discarded");
        none_ = modifier("none");
        due_ = entry.validity();
        returned_from_ = entry.day("returned_from").value_or(due_.from);
        filing_codes_ = entry.texts("filing_codes", true);
        exempt_places_ = entry.texts("exempt_places", true);
        bills_ = entry.texts("bills", true);
        entry.text("source", true);
    });
}

void Discards::lay(Discards const& later) {
    if (later.given_) *this = later;
}

bool Discards::holds(std::vector<std::string> const& list, std::string_view code) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

} // namespace rules
