// Values of the expression language while they are computed: 24 bytes, nothing owned, nothing allocated.
#pragma once

#include <cstdint>
#include <string_view>

#include "edi/text/values.hpp"

namespace rules::expression {

enum class Type : std::uint8_t {
    boolean,
    number,   ///< a decimal of at most 18 digits; amounts are dollars
    text,     ///< as it was sent
    day,      ///< a calendar day
    duration, ///< whole days
    record,   ///< a part of the claim that has fields
    list
};

/// A value, or "unknown": absent, unreadable or too large to compute. Its type is known since the expression was checked, so it is not
/// stored. A text is always known, an absent one is empty; so are truth values of fields, lists and records (null: not there).
/// Trivial, so that a stack of them costs nothing.
struct Value {
    struct Digits {
        std::int64_t mantissa;
        std::uint8_t scale;
    };
    struct Bytes {
        char const* first;
        std::size_t size;
    };
    struct Run {
        char const* first;
        std::uint32_t count;
    };
    union {
        bool truth;
        Digits digits;
        Bytes bytes;
        std::int32_t day_number;
        std::int64_t days; ///< a duration
        void const* record;
        Run run; ///< of a list
    };
    bool known;

    edi::Decimal number() const { return {digits.mantissa, digits.scale}; }
    std::string_view text() const { return {bytes.first, bytes.size}; }
    edi::Day day() const { return {day_number}; }
};

inline Value unknown() {
    Value value;
    value.known = false;
    return value;
}
inline Value truth(bool is) {
    Value value;
    value.truth = is;
    value.known = true;
    return value;
}
inline Value number(edi::Decimal is) {
    Value value;
    value.digits = {is.mantissa, is.scale};
    value.known = true;
    return value;
}
inline Value whole_number(std::int64_t is) {
    return number({is, 0});
}
inline Value text(std::string_view is) {
    Value value;
    value.bytes = {is.data(), is.size()};
    value.known = true;
    return value;
}
inline Value day(edi::Day is) {
    Value value;
    value.day_number = is.number;
    value.known = true;
    return value;
}
inline Value duration(std::int64_t days) {
    Value value;
    value.days = days;
    value.known = true;
    return value;
}
inline Value record(void const* is) {
    Value value;
    value.record = is;
    value.known = true;
    return value;
}
inline Value list(void const* first, std::size_t count) {
    Value value;
    value.run = {static_cast<char const*>(first), static_cast<std::uint32_t>(count)};
    value.known = true;
    return value;
}

} // namespace rules::expression
