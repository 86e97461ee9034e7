#include "rules/policy/unit_limit_terms.hpp"

#include "rules/policy/table_reader.hpp"

namespace rules {

void UnitLimitTerms::read(TableReader& root) {
    root.one("unit_limits", [&](TableReader& entry) {
        given_ = true;
        std::size_t i = 0;
        for (char const* key : {"per_line", "absolute", "clinical"}) severities_[i++] = entry.severity_or_off(key, "[unit_limits]");
        bills_ = entry.texts("bills", true);
        entry.text("source", true);
    });
}

void UnitLimitTerms::lay(UnitLimitTerms const& later) {
    if (later.given_) *this = later;
}

} // namespace rules
