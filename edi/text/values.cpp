#include "edi/text/values.hpp"

#include <boost/fusion/include/adapt_struct.hpp>
#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstring>
#include <limits>

#include "edi/text/digits.hpp"

namespace edi {
namespace {

__extension__ typedef __int128 Wide;

constexpr int most_digits = 18; ///< significant digits of a mantissa
constexpr int most_scale = 18;
constexpr int first_year = 1800, last_year = 2199;

constexpr auto powers_of_ten = [] {
    std::array<std::int64_t, most_digits + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// 10^exponent for 0 <= exponent <= 18.
constexpr std::int64_t power_of_ten(int exponent) {
    return powers_of_ten[static_cast<std::size_t>(exponent)];
}

} // namespace

bool is_time(std::string_view text) {
    bool const length = text.size() == 4 || (text.size() >= 6 && text.size() <= 8);
    if (!length || !all_digits(text) || text.substr(0, 2) > "23" || text[2] > '5') return false;
    return text.size() < 6 || text[4] <= '5';
}

// -- grammars ---------------------------------------------------------------------------------------------------------------

namespace grammar {

namespace x3 = boost::spirit::x3;
using Iterator = char const*;
using Digits = boost::iterator_range<Iterator>;

struct Number {
    bool negative = false;
    Digits whole, fraction; ///< may be empty, not both
    bool exponent_negative = false;
    Digits exponent;
};

struct Date {
    unsigned year = 0, month = 0, day = 0;
};

struct DatePair {
    Date from, through;
};

struct Moment {
    Date date;
    unsigned hour = 0, minute = 0;
};

} // namespace grammar
} // namespace edi

BOOST_FUSION_ADAPT_STRUCT(edi::grammar::Date, year, month, day)
BOOST_FUSION_ADAPT_STRUCT(edi::grammar::DatePair, from, through)
BOOST_FUSION_ADAPT_STRUCT(edi::grammar::Moment, date, hour, minute)

namespace edi {
namespace grammar {

/// Stores what a parser matched in a member of the Number being read.
template <auto member>
constexpr auto store = [](auto& context) { x3::_val(context).*member = x3::_attr(context); };
template <auto member>
constexpr auto raise = [](auto& context) { x3::_val(context).*member = true; };

auto const minus = x3::lit('-');
auto const digits = x3::raw[+x3::digit];

auto const whole = digits[store<&Number::whole>];
auto const fraction = digits[store<&Number::fraction>];
auto const sign = minus[raise<&Number::negative>];
auto const exponent = 'E' >> -minus[raise<&Number::exponent_negative>] >> digits[store<&Number::exponent>];

/// X12 type R. A plus sign, a lower case e and thousands separators are no part of it; "5." and ".5" are.
auto const real = x3::rule<struct RealRule, Number>{"real"} = -sign >> (whole >> -('.' >> -fraction) | '.' >> fraction) >> -exponent
                                                              >> x3::eoi;
/// X12 type N0.
auto const integer = x3::rule<struct IntegerRule, Number>{"integer"} = -sign >> whole >> x3::eoi;

auto const four_digits = x3::uint_parser<unsigned, 10, 4, 4>{};
auto const two_digits = x3::uint_parser<unsigned, 10, 2, 2>{};
auto const date = x3::rule<struct DateRule, Date>{"date"} = four_digits >> two_digits >> two_digits;
auto const iso_date = x3::rule<struct IsoDateRule, Date>{"iso date"} = four_digits >> '-' >> two_digits >> '-' >> two_digits;
auto const date_pair = x3::rule<struct DatePairRule, DatePair>{"date pair"} = date >> '-' >> date;
auto const moment = x3::rule<struct MomentRule, Moment>{"moment"} = date >> two_digits >> two_digits;

/// True when all of `text` matches.
template <class Parser, class Attribute>
bool matches(std::string_view text, Parser const& parser, Attribute& attribute) {
    Iterator first = text.data();
    Iterator const last = first + text.size();
    return x3::parse(first, last, parser, attribute) && first == last;
}

} // namespace grammar

// -- numbers ----------------------------------------------------------------------------------------------------------------

namespace {

/// value = mantissa x 10^exponent; the mantissa's last digit is not 0 unless the value is 0.
struct Scientific {
    Reading reading = Reading::ok;
    std::int64_t mantissa = 0;
    std::int64_t exponent = 0;
};

/// Exponents beyond this are all the same to us: no mantissa (they are views of less than 4 GiB) brings them back in range.
constexpr std::int64_t most_exponent = std::int64_t{1} << 40;

std::int64_t exponent_of(grammar::Number const& number) {
    std::int64_t exponent = 0;
    for (char const c : number.exponent) exponent = std::min(exponent * 10 + (c - '0'), most_exponent);
    return number.exponent_negative ? -exponent : exponent;
}

Scientific scientific_of(grammar::Number const& number) {
    std::int64_t mantissa = 0, waiting_zeros = 0;
    int digit_count = 0;
    // Zeros count only once a later digit makes them significant.
    auto const take = [&](char c) {
        if (c == '0') {
            if (mantissa != 0) ++waiting_zeros;
            return true;
        }
        if (waiting_zeros + digit_count >= most_digits) return false;
        digit_count += static_cast<int>(waiting_zeros) + 1;
        mantissa = mantissa * power_of_ten(static_cast<int>(waiting_zeros) + 1) + (c - '0');
        waiting_zeros = 0;
        return true;
    };
    for (auto const& part : {number.whole, number.fraction})
        if (!std::all_of(part.begin(), part.end(), take)) return {Reading::too_long, 0, 0};
    if (mantissa == 0) return {};
    std::int64_t const exponent = exponent_of(number) + waiting_zeros - static_cast<std::int64_t>(number.fraction.size());
    return {Reading::ok, number.negative ? -mantissa : mantissa, exponent};
}

/// mantissa x 10^exponent as an integer below 10^18, for exponent >= 0; nothing when it is larger.
std::optional<std::int64_t> whole_value(std::int64_t mantissa, std::int64_t exponent) {
    if (mantissa == 0) return 0;
    if (exponent >= most_digits) return std::nullopt;
    std::int64_t const limit = power_of_ten(most_digits - static_cast<int>(exponent));
    if (mantissa <= -limit || mantissa >= limit) return std::nullopt;
    return mantissa * power_of_ten(static_cast<int>(exponent));
}

MoneyReading read_money_by_grammar(std::string_view text) {
    grammar::Number number;
    if (!grammar::matches(text, grammar::real, number)) return {Reading::malformed, 0};
    Scientific const value = scientific_of(number);
    if (value.reading != Reading::ok) return {value.reading, 0};
    if (value.mantissa == 0) return {Reading::ok, 0};
    if (value.exponent < -2) return {Reading::too_precise, 0};
    auto const cents = whole_value(value.mantissa, value.exponent + 2);
    return cents ? MoneyReading{Reading::ok, *cents} : MoneyReading{Reading::too_long, 0};
}

DecimalReading read_decimal_by_grammar(std::string_view text) {
    grammar::Number number;
    if (!grammar::matches(text, grammar::real, number)) return {Reading::malformed, {}};
    Scientific const value = scientific_of(number);
    if (value.reading != Reading::ok) return {value.reading, {}};
    if (value.mantissa == 0) return {Reading::ok, {}};
    if (value.exponent < -most_scale) return {Reading::too_long, {}};
    if (value.exponent < 0) return {Reading::ok, {value.mantissa, static_cast<std::uint8_t>(-value.exponent)}};
    auto const whole = whole_value(value.mantissa, value.exponent);
    return whole ? DecimalReading{Reading::ok, {*whole, 0}} : DecimalReading{Reading::too_long, {}};
}

IntegerReading read_integer_by_grammar(std::string_view text) {
    grammar::Number number;
    if (!grammar::matches(text, grammar::integer, number)) return {Reading::malformed, 0};
    Scientific const value = scientific_of(number);
    if (value.reading != Reading::ok) return {value.reading, 0};
    auto const whole = whole_value(value.mantissa, value.exponent);
    return whole ? IntegerReading{Reading::ok, *whole} : IntegerReading{Reading::too_long, 0};
}

/// Nearly every number of a claim is a few digits with at most one point: read without the grammar. `plain` is false for all others,
/// which are not judged here.
struct PlainNumber {
    bool plain = false;
    std::int64_t mantissa = 0;
    int scale = 0;
};

PlainNumber read_plain(std::string_view text) {
    constexpr std::size_t longest = 16; // 15 digits and a point
    if (text.size() > longest || !is_digit(text.front())) return {};
    std::int64_t mantissa = 0;
    std::size_t point = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            mantissa = mantissa * 10 + (text[i] - '0');
        } else if (text[i] == '.' && point == text.size()) {
            point = i;
        } else {
            return {};
        }
    }
    int const scale = point == text.size() ? 0 : static_cast<int>(text.size() - point - 1);
    return {true, mantissa, scale};
}

/// The same value with the smallest scale.
template <class Integer>
void drop_trailing_zeros(Integer& mantissa, int& scale) {
    while (scale > 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        --scale;
    }
}

std::optional<Decimal> decimal_of(Wide mantissa, int scale) {
    drop_trailing_zeros(mantissa, scale);
    Wide const limit = power_of_ten(most_digits);
    if (scale > most_scale || mantissa <= -limit || mantissa >= limit) return std::nullopt;
    return Decimal{static_cast<std::int64_t>(mantissa), static_cast<std::uint8_t>(scale)};
}

/// The mantissa of `value` at a scale that is not smaller than its own.
Wide mantissa_at(Decimal value, int scale) {
    return Wide{value.mantissa} * power_of_ten(scale - value.scale);
}

/// The digits of `magnitude`, at least `least` of them.
char* write_digits(char* out, std::uint64_t magnitude, int least) {
    std::array<char, 20> reversed;
    std::size_t count = 0;
    while (magnitude != 0 || count < static_cast<std::size_t>(least)) {
        reversed[count++] = static_cast<char>('0' + magnitude % 10);
        magnitude /= 10;
    }
    return std::reverse_copy(reversed.begin(), reversed.begin() + static_cast<std::ptrdiff_t>(count), out);
}

/// A number with exactly `scale` decimals.
char* write_fixed(char* out, std::int64_t mantissa, int scale) {
    auto magnitude = static_cast<std::uint64_t>(mantissa);
    if (mantissa < 0) {
        *out++ = '-';
        magnitude = 0 - magnitude;
    }
    auto const unit = static_cast<std::uint64_t>(power_of_ten(scale));
    out = write_digits(out, magnitude / unit, 1);
    if (scale == 0) return out;
    *out++ = '.';
    return write_digits(out, magnitude % unit, scale);
}

} // namespace

int compare(Decimal a, Decimal b) {
    int const scale = std::max(a.scale, b.scale);
    Wide const left = mantissa_at(a, scale), right = mantissa_at(b, scale);
    return left < right ? -1 : left > right ? 1 : 0;
}

bool is_whole(Decimal value) {
    return value.mantissa % power_of_ten(value.scale) == 0;
}

std::optional<Decimal> multiply(Decimal value, Decimal factor) {
    return decimal_of(Wide{value.mantissa} * factor.mantissa, value.scale + factor.scale);
}

std::optional<Decimal> add(Decimal a, Decimal b) {
    int const scale = std::max(a.scale, b.scale);
    return decimal_of(mantissa_at(a, scale) + mantissa_at(b, scale), scale);
}

std::optional<std::int64_t> divide_round_up(Decimal a, Decimal b) {
    if (b.mantissa == 0) return std::nullopt;
    int const scale = std::max(a.scale, b.scale);
    Wide const dividend = mantissa_at(a, scale), divisor = mantissa_at(b, scale);
    Wide quotient = dividend / divisor; // towards zero, which is already upwards when the signs differ
    if (dividend % divisor != 0 && (dividend < 0) == (divisor < 0)) ++quotient;
    if (quotient < std::numeric_limits<std::int64_t>::min() || quotient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(quotient);
}

char* write_decimal(char* out, Decimal value) {
    int scale = value.scale;
    drop_trailing_zeros(value.mantissa, scale);
    return write_fixed(out, value.mantissa, scale);
}

char* write_money(char* out, std::int64_t cents) {
    return write_fixed(out, cents, 2);
}

char* write_x12_money(char* out, std::int64_t cents) {
    return write_decimal(out, {cents, 2});
}

MoneyReading read_money(std::string_view text) {
    if (text.empty()) return {};
    PlainNumber const number = read_plain(text);
    if (number.plain && number.scale <= 2) return {Reading::ok, number.mantissa * power_of_ten(2 - number.scale)};
    return read_money_by_grammar(text);
}

DecimalReading read_decimal(std::string_view text) {
    if (text.empty()) return {};
    PlainNumber number = read_plain(text);
    if (!number.plain) return read_decimal_by_grammar(text);
    drop_trailing_zeros(number.mantissa, number.scale);
    return {Reading::ok, {number.mantissa, static_cast<std::uint8_t>(number.scale)}};
}

IntegerReading read_integer(std::string_view text) {
    if (text.empty()) return {};
    PlainNumber const number = read_plain(text);
    // A point with nothing behind it has scale 0 too, but is no part of N0.
    if (number.plain && number.scale == 0 && text.back() != '.') return {Reading::ok, number.mantissa};
    return read_integer_by_grammar(text);
}

// -- days -------------------------------------------------------------------------------------------------------------------

namespace {

/// Number of the first day of each month of the years that are read, and of the month after the last.
constexpr auto month_starts = [] {
    std::array<std::int32_t, (last_year - first_year + 1) * 12 + 1> starts{};
    for (std::size_t i = 0; i < starts.size(); ++i) {
        std::chrono::year_month_day const first{std::chrono::year{first_year + static_cast<int>(i / 12)},
                                                std::chrono::month{static_cast<unsigned>(i % 12 + 1)}, std::chrono::day{1}};
        starts[i] = static_cast<std::int32_t>(std::chrono::sys_days{first}.time_since_epoch().count());
    }
    return starts;
}();

std::optional<Day> day_that_exists(grammar::Date const& date) {
    if (date.year < first_year || date.year > last_year || date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
    std::size_t const month = (date.year - first_year) * 12 + date.month - 1;
    Day const day{month_starts[month] + static_cast<std::int32_t>(std::min(date.day, 32U)) - 1};
    return day.number < month_starts[month + 1] ? std::optional(day) : std::nullopt;
}

/// Nearly every date is eight digits: read at once and without the grammar. `text` has at least eight bytes; false for anything but
/// digits, which is not judged here.
bool read_plain_date(char const* text, grammar::Date& date) {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    // Digits are 0x30 to 0x39: the high half of each byte is 3, and stays 3 when 6 is added.
    constexpr std::uint64_t high_halves = 0xF0F0F0F0F0F0F0F0;
    if (((word & high_halves) | ((word + 0x0606060606060606) & high_halves) >> 4) != 0x3333333333333333) return false;
    word &= 0x0F0F0F0F0F0F0F0F;
    word = word * 10 + (word >> 8); // bytes 0, 2, 4 and 6 now hold two digits each
    auto const pair = [word](int byte) { return static_cast<unsigned>(word >> (8 * byte) & 0xFF); };
    date = {pair(0) * 100 + pair(2), pair(4), pair(6)};
    return true;
}

DayReading reading_of(std::optional<Day> day) {
    return day ? DayReading{Reading::ok, *day} : DayReading{Reading::malformed, {}};
}

template <class Parser>
DayReading read_day_as(std::string_view text, Parser const& parser) {
    if (text.empty()) return {};
    grammar::Date date;
    if (!grammar::matches(text, parser, date)) return {Reading::malformed, {}};
    return reading_of(day_that_exists(date));
}

PeriodReading one_day(DayReading const& reading) {
    return {reading.reading, reading.day, reading.day};
}

bool read_date_pair(std::string_view text, grammar::DatePair& pair) {
    if (text.size() == 17 && text[8] == '-' && read_plain_date(text.data(), pair.from) && read_plain_date(text.data() + 9, pair.through))
        return true;
    return grammar::matches(text, grammar::date_pair, pair);
}

PeriodReading read_day_pair(std::string_view text) {
    grammar::DatePair pair;
    if (!read_date_pair(text, pair)) return {Reading::malformed, {}, {}};
    auto const from = day_that_exists(pair.from), through = day_that_exists(pair.through);
    if (!from || !through || *from > *through) return {Reading::malformed, {}, {}};
    return {Reading::ok, *from, *through};
}

PeriodReading read_moment(std::string_view text) {
    grammar::Moment moment;
    if (!grammar::matches(text, grammar::moment, moment) || moment.hour > 23 || moment.minute > 59) return {Reading::malformed, {}, {}};
    auto const day = day_that_exists(moment.date);
    return day ? PeriodReading{Reading::ok, *day, *day} : PeriodReading{Reading::malformed, {}, {}};
}

} // namespace

Day day_of(int year, unsigned month, unsigned day) {
    std::chrono::sys_days const days =
        std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

char* write_day(char* out, Day day) {
    std::chrono::year_month_day const calendar{std::chrono::sys_days{std::chrono::days{day.number}}};
    // Modulo keeps the eight bytes even for days that no reader lets in.
    out = write_digits(out, static_cast<unsigned>(static_cast<int>(calendar.year())) % 10000U, 4);
    out = write_digits(out, static_cast<unsigned>(calendar.month()) % 100U, 2);
    return write_digits(out, static_cast<unsigned>(calendar.day()) % 100U, 2);
}

char* write_iso_day(char* out, Day day) {
    write_day(out, day);
    std::memmove(out + 8, out + 6, 2);
    std::memmove(out + 5, out + 4, 2);
    out[4] = out[7] = '-';
    return out + 10;
}

DayReading read_day(std::string_view text) {
    grammar::Date date;
    if (text.size() == 8 && read_plain_date(text.data(), date)) return reading_of(day_that_exists(date));
    return read_day_as(text, grammar::date);
}

DayReading read_interchange_day(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() != 6) return {Reading::malformed, {}};
    char digits[8] = {'2', '0'};
    text.copy(digits + 2, text.size());
    return read_day({digits, sizeof digits});
}

DayReading read_iso_day(std::string_view text) {
    return read_day_as(text, grammar::iso_date);
}

PeriodReading read_period(std::string_view format, std::string_view text) {
    if (text.empty()) return {};
    if (format == "D8") return one_day(read_day(text));
    if (format == "RD8") return read_day_pair(text);
    if (format == "DT") return read_moment(text);
    return {Reading::malformed, {}, {}};
}

} // namespace edi
