// The dates of service for which an entry of a policy or of a code table holds.
#pragma once

#include <cstdint>

#include "edi/text/values.hpp"

namespace rules {

/// Both ends inclusive; by default always.
struct Validity {
    edi::Day from{INT32_MIN}, to{INT32_MAX};
    bool holds(edi::Day day) const { return from <= day && day <= to; }
    bool always() const { return from.number == INT32_MIN && to.number == INT32_MAX; }
};

inline bool overlap(Validity const& a, Validity const& b) {
    return a.from <= b.to && b.from <= a.to;
}

} // namespace rules
