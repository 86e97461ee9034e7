#include "rules/units/stake.hpp"

#include <limits>

namespace rules {

namespace {

__extension__ typedef __int128 Wide;

std::optional<std::int64_t> rounded(Wide dividend, Wide divisor) {
    Wide const half = divisor / 2;
    Wide const quotient = (dividend < 0 ? dividend - half : dividend + half) / divisor;
    if (quotient < std::numeric_limits<std::int64_t>::min() || quotient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(quotient);
}

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

} // namespace

std::optional<edi::Decimal> excess(edi::Decimal billed, std::int64_t expected) {
    return edi::add(billed, {-expected, 0});
}

std::optional<std::int64_t> share_of_charge(std::int64_t charge, edi::Decimal billed, std::int64_t expected) {
    auto const beyond = excess(billed, expected);
    if (!beyond || billed.mantissa <= 0 || !edi::is_whole(billed)) return std::nullopt;
    // Both are whole, so the division by the scale is exact; 10^18 cents times 10^18 units fit into 128 bits.
    Wide const units = Wide{billed.mantissa} / power_of_ten(billed.scale), more = Wide{beyond->mantissa} / power_of_ten(beyond->scale);
    return rounded(Wide{charge} * more, units);
}

std::optional<std::int64_t> value_of(edi::Decimal units, edi::Decimal price) {
    auto const dollars = edi::multiply(units, price);
    if (!dollars) return std::nullopt;
    return rounded(Wide{dollars->mantissa} * 100, power_of_ten(dollars->scale));
}

} // namespace rules
