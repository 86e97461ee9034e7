// Texts and numbers as HTML has them. No floating point: shares are whole thousandths.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "edi/text/values.hpp"

namespace engine::report::html {

/// `text` so that nothing in it can be markup, in elements as in quoted attributes; what disturbs a line is shown as append_printable() has it.
std::string html(std::string_view text);

/// "1,234,567"
std::string grouped(std::uint64_t number);
/// "-1,234" (a sign only where it is negative)
std::string grouped_signed(std::int64_t number);
/// Cents as dollars: "1,234.50"
std::string dollars(std::int64_t cents);
/// "2026-11-24"
std::string iso_day(edi::Day day);

/// Thousandths that `part` is of `whole`, rounded, but neither none nor all unless it is; 0 where there is no whole.
unsigned thousandths(std::uint64_t part, std::uint64_t whole);
/// As a length or a share: "12.5%"
std::string percent(unsigned thousandths);

} // namespace engine::report::html
