// Section [cob]: terms of the equations of coordination of benefits.
#pragma once

#include <cstdint>
#include <optional>

namespace rules {

class TableReader;

class CobTerms {
public:
    void read(TableReader& root);
    void lay(CobTerms const& later);
    void finish() {}

    /// Tolerance of the equations in cents; 0 = exact, which is also what holds when no policy says anything.
    std::int64_t tolerance() const { return tolerance_.value_or(0); }

private:
    std::optional<std::int64_t> tolerance_;
};

} // namespace rules
