#include <doctest/doctest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "edi/text/values.hpp"

using edi::Decimal;
using edi::Reading;

namespace {

std::string decimal_text(Decimal value) {
    char out[24];
    return {out, edi::write_decimal(out, value)};
}

std::string money_text(std::int64_t cents) {
    char out[24];
    return {out, edi::write_money(out, cents)};
}

std::string x12_money_text(std::int64_t cents) {
    char out[24];
    return {out, edi::write_x12_money(out, cents)};
}

std::string day_text(edi::Day day) {
    char out[8];
    return {out, edi::write_day(out, day)};
}

/// The decimal a text stands for, for texts known to be good.
Decimal dec(std::string_view text) {
    auto const reading = edi::read_decimal(text);
    REQUIRE(reading.reading == Reading::ok);
    return reading.value;
}

std::int64_t cents(std::string_view text) {
    auto const reading = edi::read_money(text);
    CAPTURE(text);
    REQUIRE(reading.reading == Reading::ok);
    return reading.cents;
}

} // namespace

TEST_CASE("amounts are read in cents") {
    CHECK(cents("0") == 0);
    CHECK(cents("100") == 10000);
    CHECK(cents("79.04") == 7904);
    CHECK(cents("79.4") == 7940);
    CHECK(cents("5.") == 500);
    CHECK(cents(".5") == 50);
    CHECK(cents("-5") == -500);
    CHECK(cents("-0") == 0);
    CHECK(cents("-.05") == -5);
    CHECK(cents("000012.30") == 1230);
    CHECK(cents("12.3000000000000000000000000") == 1230);
    CHECK(cents("1E2") == 10000);
    CHECK(cents("1.5E1") == 1500);
    CHECK(cents("1250E-3") == 125);
    CHECK(cents("1E-2") == 1);
    CHECK(cents("0E999999999999999999999") == 0);
    CHECK(cents(std::string(400, '0') + "7") == 700);
    CHECK(cents("0." + std::string(400, '0')) == 0);
    CHECK(cents("0." + std::string(399, '0') + "1E400") == 100);
    CHECK(cents("9999999999999999.99") == 999999999999999999);
    CHECK(cents("-9999999999999999.99") == -999999999999999999);
}

TEST_CASE("what is no amount is told apart") {
    CHECK(edi::read_money("").reading == Reading::absent);
    for (auto const* text : {"+5", "1,000", "-",  ".",     "-.", "E2",  "1E",   "1E+2", "1e2", "1E2.5", "--5",
                             "5-", " 5",    "5 ", "1.2.3", "$5", "ABC", "0x10", "1E-",  "nan", "1..",   "1,5"}) {
        CAPTURE(text);
        CHECK(edi::read_money(text).reading == Reading::malformed);
        CHECK(edi::read_money(text).cents == 0);
        CHECK(edi::read_decimal(text).reading == Reading::malformed);
    }
    CHECK(edi::read_money(std::string_view("5\0", 2)).reading == Reading::malformed);
    for (auto const* text : {"0.001", "1.005", "1E-3", "-0.009", "123456789.123", "1E-99999999999999999999"}) {
        CAPTURE(text);
        CHECK(edi::read_money(text).reading == Reading::too_precise);
    }
    for (auto const* text :
         {"10000000000000000", "1E16", "-1E16", "1E99999999999999999999", "1234567890123456789", "0.1234567890123456789"}) {
        CAPTURE(text);
        CHECK(edi::read_money(text).reading == Reading::too_long);
    }
    CHECK(edi::read_money(std::string(400, '9')).reading == Reading::too_long);
    CHECK(edi::read_money("1" + std::string(400, '0')).reading == Reading::too_long);
    CHECK(edi::read_decimal(std::string(400, '9')).reading == Reading::too_long);
}

TEST_CASE("the short way and the grammar read the same") {
    // A leading minus and an exponent of zero both lead past the short way.
    std::mt19937 random(2371);
    for (int round = 0; round < 200000; ++round) {
        std::string text;
        std::size_t const length = 1 + random() % 18;
        for (std::size_t i = 0; i < length; ++i) text += "01234567890."[random() % (round % 4 == 0 ? 12 : 11)];
        if (round % 3 == 0 && length > 2) text[random() % length] = '.';
        CAPTURE(text);
        auto const money = edi::read_money(text), slow = edi::read_money(text + "E0"), negative = edi::read_money("-" + text);
        REQUIRE(money.reading == slow.reading);
        REQUIRE(money.cents == slow.cents);
        REQUIRE(money.reading == negative.reading);
        REQUIRE(money.cents == -negative.cents);
        auto const decimal = edi::read_decimal(text), slow_decimal = edi::read_decimal(text + "E0");
        REQUIRE(decimal.reading == slow_decimal.reading);
        REQUIRE(decimal.value.mantissa == slow_decimal.value.mantissa);
        REQUIRE(decimal.value.scale == slow_decimal.value.scale);
        auto const integer = edi::read_integer(text), negated = edi::read_integer("-" + text);
        REQUIRE(integer.reading == negated.reading);
        REQUIRE(integer.value == -negated.value);
        if (integer.reading == Reading::ok) REQUIRE(integer.value == std::strtoll(text.c_str(), nullptr, 10));
    }
}

TEST_CASE("amounts survive being written and read") {
    std::mt19937_64 random(1);
    for (int round = 0; round < 100000; ++round) {
        auto const value = static_cast<std::int64_t>(random() % 1000000000000000000U) >> (random() % 60);
        for (auto const amount : {value, -value}) {
            REQUIRE(cents(money_text(amount)) == amount);
            REQUIRE(cents(x12_money_text(amount)) == amount);
            auto const scale = static_cast<std::uint8_t>(random() % 19);
            Decimal const decimal{amount, scale};
            REQUIRE(edi::compare(dec(decimal_text(decimal)), decimal) == 0);
        }
    }
}

TEST_CASE("random characters never break the readers") {
    std::mt19937 random(9);
    std::string const alphabet = "0123456789.-E";
    for (int round = 0; round < 200000; ++round) {
        std::string text(random() % 30, ' ');
        for (char& c : text) c = alphabet[random() % alphabet.size()];
        auto const money = edi::read_money(text);
        auto const decimal = edi::read_decimal(text);
        auto const integer = edi::read_integer(text);
        REQUIRE(money.cents < 1000000000000000000);
        REQUIRE(money.cents > -1000000000000000000);
        REQUIRE(decimal.value.scale <= 18);
        REQUIRE((money.reading == Reading::malformed) == (decimal.reading == Reading::malformed));
        if (integer.reading == Reading::ok) REQUIRE(edi::compare({integer.value, 0}, decimal.value) == 0);
        if (money.reading == Reading::ok && decimal.reading == Reading::ok) REQUIRE(edi::compare({money.cents, 2}, decimal.value) == 0);
        edi::read_day(text);
        edi::read_iso_day(text);
        for (auto const* format : {"D8", "RD8", "DT"}) edi::read_period(format, text);
    }
}

TEST_CASE("decimals have the smallest scale") {
    auto const is = [](std::string_view text, std::int64_t mantissa, int scale) {
        auto const value = dec(text);
        return value.mantissa == mantissa && value.scale == scale;
    };
    CHECK(is("7.20", 72, 1));
    CHECK(is("2.0", 2, 0));
    CHECK(is("-0.050", -5, 2));
    CHECK(is("100", 100, 0));
    CHECK(is("1E2", 100, 0));
    CHECK(is("1E17", 100000000000000000, 0));
    CHECK(is("0.000", 0, 0));
    CHECK(is("-0.0", 0, 0));
    CHECK(is("0.123456789012345678", 123456789012345678, 18));
    CHECK(is("1E-18", 1, 18));
    CHECK(edi::read_decimal("1E-19").reading == Reading::too_long);
    CHECK(edi::read_decimal("1E18").reading == Reading::too_long);
    CHECK(edi::read_decimal("1.0000000000000000001").reading == Reading::too_long);
    CHECK(edi::read_decimal("").reading == Reading::absent);
}

TEST_CASE("integers") {
    CHECK(edi::read_integer("").reading == Reading::absent);
    CHECK(edi::read_integer("12").value == 12);
    CHECK(edi::read_integer("-12").value == -12);
    CHECK(edi::read_integer("0000000000000000000000012").value == 12);
    CHECK(edi::read_integer("120000000000000000").value == 120000000000000000);
    CHECK(edi::read_integer("999999999999999999").value == 999999999999999999);
    CHECK(edi::read_integer("1000000000000000000").reading == Reading::too_long);
    CHECK(edi::read_integer(std::string(400, '1')).reading == Reading::too_long);
    for (auto const* text : {"1.0", "5.", "+5", "1E2", "-", "12A", " 1", ".", "1.5"}) {
        CAPTURE(text);
        CHECK(edi::read_integer(text).reading == Reading::malformed);
    }
}

TEST_CASE("decimals compare exactly") {
    CHECK(edi::compare(dec("7.2"), dec("7.20")) == 0);
    CHECK(edi::compare(dec("7.2"), dec("7.19999999999999999")) == 1);
    CHECK(edi::compare(dec("-1"), dec("1E-18")) == -1);
    CHECK(edi::compare({999999999999999999, 0}, {999999999999999999, 18}) == 1);
    CHECK(edi::compare({-999999999999999999, 0}, {999999999999999999, 18}) == -1);
    CHECK(edi::compare({10, 1}, {1, 0}) == 0);
    CHECK(edi::is_whole({20, 1}));
    CHECK(edi::is_whole({0, 18}));
    CHECK(edi::is_whole(dec("-3")));
    CHECK_FALSE(edi::is_whole(dec("2.5")));
    CHECK_FALSE(edi::is_whole(dec("1E-18")));
}

TEST_CASE("decimals multiply and add exactly or not at all") {
    CHECK(decimal_text(*edi::multiply(dec("7.2"), dec("2.5"))) == "18");
    CHECK(decimal_text(*edi::multiply(dec("-0.04"), dec("12500"))) == "-500");
    CHECK(decimal_text(*edi::multiply(dec("1E-9"), dec("1E-9"))) == "0.000000000000000001");
    CHECK(decimal_text(*edi::multiply(dec("1E-18"), dec("1E17"))) == "0.1");
    CHECK(decimal_text(*edi::multiply(dec("999999999"), dec("1000000000"))) == "999999999000000000");
    CHECK_FALSE(edi::multiply(dec("1E9"), dec("1E9")));
    CHECK_FALSE(edi::multiply(dec("1E-10"), dec("1E-9")));
    CHECK_FALSE(edi::multiply({999999999999999999, 18}, {999999999999999999, 18}));
    CHECK(decimal_text(*edi::add(dec("0.1"), dec("0.2"))) == "0.3");
    CHECK(decimal_text(*edi::add(dec("0.75"), dec("0.25"))) == "1");
    CHECK(decimal_text(*edi::add(dec("5"), dec("-5"))) == "0");
    CHECK_FALSE(edi::add(dec("999999999999999999"), dec("1")));
    CHECK_FALSE(edi::add(dec("100000000000000000"), dec("1E-18")));
}

TEST_CASE("division rounds up") {
    CHECK(edi::divide_round_up(dec("18000"), dec("2500")) == 8);
    CHECK(edi::divide_round_up(dec("17500"), dec("2500")) == 7);
    CHECK(edi::divide_round_up(dec("0.72"), dec("0.1")) == 8);
    CHECK(edi::divide_round_up(dec("0"), dec("3")) == 0);
    CHECK(edi::divide_round_up(dec("-7"), dec("2")) == -3);
    CHECK(edi::divide_round_up(dec("7"), dec("-2")) == -3);
    CHECK(edi::divide_round_up(dec("-7"), dec("-2")) == 4);
    CHECK(edi::divide_round_up(dec("1E-18"), dec("999999999999999999")) == 1);
    CHECK_FALSE(edi::divide_round_up(dec("1"), dec("0")));
    CHECK_FALSE(edi::divide_round_up(dec("100"), dec("1E-18")));
    CHECK(edi::divide_round_up(dec("9"), dec("1E-18")) == 9000000000000000000);
}

TEST_CASE("numbers are written for people and for X12") {
    CHECK(money_text(0) == "0.00");
    CHECK(money_text(-5) == "-0.05");
    CHECK(money_text(100000) == "1000.00");
    CHECK(money_text(INT64_MIN) == "-92233720368547758.08");
    CHECK(x12_money_text(10000) == "100");
    CHECK(x12_money_text(7904) == "79.04");
    CHECK(x12_money_text(50) == "0.5");
    CHECK(x12_money_text(-7) == "-0.07");
    CHECK(decimal_text({0, 18}) == "0");
    CHECK(decimal_text({72, 1}) == "7.2");
    CHECK(decimal_text({-30, 1}) == "-3");
    CHECK(decimal_text({5, 2}) == "0.05");
    CHECK(decimal_text({-123456789012345678, 18}) == "-0.123456789012345678");
}

TEST_CASE("every day of four centuries is read and written") {
    using namespace std::chrono;
    int expected = edi::day_of(1800, 1, 1).number;
    for (sys_days day = year{1800} / 1 / 1; day <= sys_days{year{2199} / 12 / 31}; day += days{1}, ++expected) {
        year_month_day const date{day};
        char text[16];
        std::snprintf(text, sizeof text, "%04d%02u%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
        auto const reading = edi::read_day(text);
        REQUIRE(reading.reading == Reading::ok);
        REQUIRE(reading.day.number == expected);
        REQUIRE(day_text(reading.day) == text);
    }
    CHECK(edi::day_of(1970, 1, 1).number == 0);
    CHECK(edi::day_of(2000, 3, 1).number == 11017);
    CHECK(edi::day_of(1969, 12, 31) < edi::day_of(1970, 1, 1));
}

TEST_CASE("every eight digits that are no day are malformed") {
    for (unsigned month = 0; month < 100; ++month)
        for (unsigned day = 0; day < 100; ++day) {
            char text[16];
            std::snprintf(text, sizeof text, "2023%02u%02u", month, day);
            unsigned const lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
            bool const exists = month >= 1 && month <= 12 && day >= 1 && day <= lengths[month - 1];
            CHECK((edi::read_day(text).reading == Reading::ok) == exists);
        }
    CHECK(edi::read_day("20240229").reading == Reading::ok);
    CHECK(edi::read_day("20000229").reading == Reading::ok);
    for (auto const* text : {"19000229", "21000229", "20230229", "17991231", "22000101", "00000000", "99999999", "2023010", "202301011",
                             "2023-1-1", "2023 101", "+2230101", "-0230101", "2O230101", "20230101 "}) {
        CAPTURE(text);
        CHECK(edi::read_day(text).reading == Reading::malformed);
    }
    CHECK(edi::read_day("").reading == Reading::absent);
}

TEST_CASE("a byte that is no digit is seen wherever it stands in a date") {
    for (std::size_t position = 0; position < 8; ++position) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = "20111111";
            text[position] = static_cast<char>(byte);
            bool const digit = byte >= '0' && byte <= '9';
            CAPTURE(text);
            if (!digit) CHECK(edi::read_day(text).reading == Reading::malformed);
            auto const pair = text + "-" + text;
            CHECK(edi::read_period("RD8", pair).reading == edi::read_day(text).reading);
        }
    }
    CHECK(edi::read_period("RD8", "20260101:20260102").reading == Reading::malformed);
    CHECK(edi::read_period("RD8", "20260102-20260101").reading == Reading::malformed);
    CHECK(edi::read_period("RD8", "20260101-2026010A").reading == Reading::malformed);
    CHECK(edi::read_day("21991231").reading == Reading::ok);
    CHECK(edi::read_day("22000101").reading == Reading::malformed);
    CHECK(edi::read_day("17991231").reading == Reading::malformed);
}

TEST_CASE("days as people write them") {
    CHECK(edi::read_iso_day("2026-03-07").day == edi::day_of(2026, 3, 7));
    CHECK(edi::read_iso_day("").reading == Reading::absent);
    for (auto const* text : {"20260307", "2026-3-7", "2026-02-30", "2026-03-07 ", "2026-03-", "26-03-07"})
        CHECK(edi::read_iso_day(text).reading == Reading::malformed);
}

TEST_CASE("periods in the formats of DTP02") {
    auto const single = edi::read_period("D8", "20260307");
    CHECK(single.reading == Reading::ok);
    CHECK(single.from == edi::day_of(2026, 3, 7));
    CHECK(single.through == single.from);
    auto const range = edi::read_period("RD8", "20260307-20260401");
    CHECK(range.reading == Reading::ok);
    CHECK(range.from == edi::day_of(2026, 3, 7));
    CHECK(range.through == edi::day_of(2026, 4, 1));
    CHECK(edi::read_period("RD8", "20260307-20260307").reading == Reading::ok);
    auto const moment = edi::read_period("DT", "202603072359");
    CHECK(moment.reading == Reading::ok);
    CHECK(moment.through == edi::day_of(2026, 3, 7));
    CHECK(edi::read_period("D8", "").reading == Reading::absent);

    std::pair<char const*, char const*> const bad[] = {{"D8", "20260307-20260401"},
                                                       {"D8", "202603072359"},
                                                       {"RD8", "20260307"},
                                                       {"RD8", "20260401-20260307"},
                                                       {"RD8", "20260307-20260230"},
                                                       {"RD8", "20260307-"},
                                                       {"RD8", "20260307-20260401-"},
                                                       {"DT", "20260307"},
                                                       {"DT", "202603072400"},
                                                       {"DT", "202603072360"},
                                                       {"DT", "20260307235959"},
                                                       {"DT", "202602300000"},
                                                       {"TM", "1200"},
                                                       {"", "20260307"}};
    for (auto const& [format, text] : bad) {
        CAPTURE(format);
        CAPTURE(text);
        CHECK(edi::read_period(format, text).reading == Reading::malformed);
    }
}
