// Values of elements: amounts, quantities, dates and periods. Boost.Spirit X3 grammars behind plain functions; no floating point.
// Sources: X12 data types R, N0, DT (005010 design rules); amounts are in cents because every 837 amount is US dollars.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace edi {

/// How the reading of a value ended.
enum class Reading : std::uint8_t {
    absent, ///< the element is empty or missing
    ok,
    malformed,  ///< not of the type: letters in a number, two points, 31 February
    too_long,   ///< more digits than the type can have (18 significant), so not represented
    too_precise ///< an amount with a fraction of a cent
};

/// A decimal number: value = mantissa / 10^scale. 0 <= scale <= 18, |mantissa| < 10^18.
struct Decimal {
    std::int64_t mantissa = 0;
    std::uint8_t scale = 0;
};

/// Sign of a - b, exact.
int compare(Decimal a, Decimal b);
/// True when the value has no fraction ("2.0" is whole).
bool is_whole(Decimal value);
/// value x factor, exact; nothing when the product does not fit.
std::optional<Decimal> multiply(Decimal value, Decimal factor);
/// a + b, exact; nothing when it does not fit.
std::optional<Decimal> add(Decimal a, Decimal b);
/// a / b rounded up to the next whole number (towards positive infinity); nothing when b is zero or it does not fit.
std::optional<std::int64_t> divide_round_up(Decimal a, Decimal b);
/// A time of day, type TM: HHMM, HHMMSS, and hundredths of a second behind it.
bool is_time(std::string_view text);
/// Shortest decimal text ("7.2", "-3", "0.05"), written to `out` (at least 24 bytes); returns one past the last character.
char* write_decimal(char* out, Decimal value);
/// Cents as dollars with two decimals ("-0.05", "1000.00"), written to `out` (at least 24 bytes).
char* write_money(char* out, std::int64_t cents);
/// Cents as an X12 amount, shortest form ("100", "79.04", "0.5"), written to `out` (at least 24 bytes).
char* write_x12_money(char* out, std::int64_t cents);

struct MoneyReading {
    Reading reading = Reading::absent;
    std::int64_t cents = 0; ///< |cents| < 10^18
};
/// X12 type R as an amount: sign, digits, point, exponent ("1E2" is 100 dollars). Trailing zeros do not make it too precise.
MoneyReading read_money(std::string_view text);

struct DecimalReading {
    Reading reading = Reading::absent;
    Decimal value;
};
/// X12 type R: minus sign, digits, point, exponent ("5." and ".5" are read, "+5", "1,000" and "1e2" are malformed). The result has the
/// smallest scale there is: "7.20" is 72 / 10^1.
DecimalReading read_decimal(std::string_view text);

struct IntegerReading {
    Reading reading = Reading::absent;
    std::int64_t value = 0;
};
/// X12 type N0: digits with an optional minus sign.
IntegerReading read_integer(std::string_view text);

/// A calendar day as days since 1970-01-01 (proleptic Gregorian).
struct Day {
    std::int32_t number = 0;
    friend constexpr auto operator<=>(Day, Day) = default;
};
/// The day of a date that exists, year 0 to 9999.
Day day_of(int year, unsigned month, unsigned day);
/// Writes YYYYMMDD (always 8 bytes) to `out`; returns one past the last character. `day` is within the years 0 to 9999.
char* write_day(char* out, Day day);
/// The same as YYYY-MM-DD (always 10 bytes).
char* write_iso_day(char* out, Day day);

struct DayReading {
    Reading reading = Reading::absent;
    Day day;
};
/// CCYYMMDD of a day that exists, in the years 1800 to 2199 (what lies outside is a slip of the keyboard, not a date of care or birth).
DayReading read_day(std::string_view text);
/// YYMMDD of this century, as interchanges write it (ISA09, TA102).
DayReading read_interchange_day(std::string_view text);
/// YYYY-MM-DD, as people and policies write it; the same years.
DayReading read_iso_day(std::string_view text);

struct PeriodReading {
    Reading reading = Reading::absent;
    Day from, through; ///< equal for a single day
};
/// `format` as in DTP02: D8 (CCYYMMDD), RD8 (CCYYMMDD-CCYYMMDD, from <= through), DT (CCYYMMDDHHMM). Any other format is malformed.
PeriodReading read_period(std::string_view format, std::string_view text);

} // namespace edi
