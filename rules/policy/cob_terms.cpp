#include "rules/policy/cob_terms.hpp"

#include "rules/policy/table_reader.hpp"

namespace rules {

void CobTerms::read(TableReader& root) {
    root.one("cob", [&](TableReader& entry) { tolerance_ = entry.integer("tolerance_cents", 0, 0); });
}

void CobTerms::lay(CobTerms const& later) {
    if (later.tolerance_) tolerance_ = later.tolerance_;
}

} // namespace rules
