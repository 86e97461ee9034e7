#include "rules/policy/drug_revenue.hpp"

#include "rules/policy/table_reader.hpp"

namespace rules {

void DrugRevenue::read(TableReader& root) {
    root.one("drug_revenue", [&](TableReader& entry) {
        given_ = true;
        detailed_ = entry.texts("detailed", true);
        pharmacy_ = entry.texts("pharmacy", true);
        bills_ = entry.texts("bills", true);
        entry.text("source", true);
    });
}

void DrugRevenue::lay(DrugRevenue const& later) {
    if (later.given_) *this = later;
}

} // namespace rules
