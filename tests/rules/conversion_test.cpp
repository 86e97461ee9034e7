// The conversion engine, the causes it names and the money, as pure functions. Figures: CMS ASP NDC-HCPCS crosswalk, fourth quarter of 2025.
#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "rules/policy.hpp"
#include "rules/units/cause.hpp"
#include "rules/units/conversion.hpp"
#include "rules/units/stake.hpp"

using namespace rules;

namespace {

edi::Decimal number(std::string_view text) {
    auto const reading = edi::read_decimal(text);
    REQUIRE(reading.reading == edi::Reading::ok);
    return reading.value;
}

edi::Quantity quantity(std::string_view text) {
    edi::Quantity value;
    auto const reading = edi::read_decimal(text);
    value.field.text = text;
    value.reading = reading.reading;
    if (reading.reading == edi::Reading::ok) value.value = reading.value;
    return value;
}

Policy const& cms() {
    static Policy const loaded = [] {
        std::string const names[] = {"cms"};
        return std::get<Policy>(load_policies(names));
    }();
    return loaded;
}

Drug const& drug(std::string_view code) {
    Drug const* found = cms().drug(code, edi::day_of(2026, 10, 5));
    REQUIRE(found);
    return *found;
}

NdcStrength const* strength(Drug const& of, std::string_view ndc) {
    for (NdcStrength const& entry : of.ndcs)
        if (entry.ndc == ndc) return &entry;
    return nullptr;
}

struct Line {
    std::string code, ndc, units, quantity, unit;
    std::string modifier = "";
};

DoseSum sum_of(std::vector<Line> const& lines) {
    DoseSum sum;
    for (Line const& given : lines) {
        edi::ServiceLine line;
        line.units = quantity(given.units);
        line.modifiers[0].text = given.modifier;
        line.drug.quantity = quantity(given.quantity);
        line.drug.unit.text = given.unit;
        sum.drug = &drug(given.code);
        REQUIRE(sum.add(line, strength(*sum.drug, given.ndc)));
    }
    return sum;
}

bool adds(Line const& given) {
    edi::ServiceLine line;
    line.units = quantity(given.units);
    line.drug.quantity = quantity(given.quantity);
    line.drug.unit.text = given.unit;
    DoseSum sum;
    sum.drug = &drug(given.code);
    return sum.add(line, strength(*sum.drug, given.ndc));
}

std::int64_t expected(Line const& line) {
    return sum_of({line}).expected().value_or(-1);
}

/// The names of the causes: "dose-entered", "package-counted other-amount".
std::string causes(Line const& line) {
    auto const sum = sum_of({line});
    std::string names;
    for (UnitCause const& cause : likely_causes(sum, sum.expected().value(), cms())) {
        static constexpr char const* const texts[] = {"",        "dose",   "mg",    "mcg",   "mL",        "quantity", "containers",
                                                      "package", "amount", "whole", "basis", "exchanged", "strength", "shift"};
        std::string const name = texts[static_cast<int>(cause.mistake)];
        if (!name.empty()) names += (names.empty() ? "" : " ") + name;
    }
    return names;
}

} // namespace

TEST_CASE("each measure of a quantity makes units of the code") {
    CHECK(expected({"J1645", "00069019602", "1", "0.2", "ML"}) == 2);
    CHECK(expected({"J1645", "00069019602", "1", "1", "UN"}) == 2);
    CHECK(expected({"J1645", "00069019602", "1", "5000", "F2"}) == 2);
    CHECK(expected({"J1645", "00069022802", "1", "0.72", "ML"}) == 8); // 7.2
    CHECK(expected({"J1645", "00069022802", "1", "1", "UN"}) == 8);
    CHECK(expected({"J1645", "00069023201", "1", "0.6", "ML"}) == 6);
    CHECK(expected({"J1645", "00069025310", "1", "4", "ML"}) == 4); // 2,500 IU/mL: the same 4 mL of another strength are 40
    CHECK(expected({"J1645", "", "1", "16000", "F2"}) == 7);        // 6.4: 200 IU/kg for 80 kg
    CHECK(expected({"J1650", "00075062280", "1", "0.8", "ML"}) == 8);
    CHECK(expected({"J1650", "00075291201", "1", "0.8", "ML"}) == 12);
    CHECK(expected({"J1650", "", "1", "0.08", "GR"}) == 8);
    CHECK(expected({"J1650", "", "1", "80", "ME"}) == 8);
    CHECK(expected({"J2371", "", "1", "0.1", "ME"}) == 5); // 100 mcg
    CHECK(expected({"J2997", "50242004110", "1", "1", "UN"}) == 2);
    CHECK(expected({"J1642", "64253033335", "1", "5", "ML"}) == 50);
    CHECK(expected({"J1645", "", "1", "0.001", "F2"}) == 1); // a dose below one unit is one unit
}

TEST_CASE("what cannot be converted is not guessed") {
    CHECK(!adds({"J1645", "", "1", "0.2", "ML"}));
    CHECK(!adds({"J1645", "", "1", "1", "UN"}));
    CHECK(!adds({"J1645", "00069019602", "1", "5", "ME"})); // IU have no weight
    CHECK(!adds({"J1650", "00075062280", "1", "80", "F2"}));
    CHECK(!adds({"J1645", "00069019602", "1", "0.2", "XX"}));
    CHECK(!adds({"J2997", "50242004110", "1", "1", "ML"})); // a powder
    CHECK(!adds({"J1645", "00069019602", "1.5", "0.2", "ML"}));
    CHECK(!adds({"J1645", "00069019602", "0", "0.2", "ML"}));
    CHECK(!adds({"J1645", "00069019602", "1", "0", "ML"}));
    CHECK(!adds({"J1645", "00069019602", "1", "-1", "ML"}));
    CHECK(!adds({"J1645", "00069019602", "1", "x", "ML"}));
    CHECK(!adds({"J1645", "00069019602", "1", "999999999999999999", "ML"})); // does not fit
}

TEST_CASE("lines add up, each rounded by itself or all at once") {
    auto const agrees = [](std::vector<Line> const& lines) {
        auto const sum = sum_of(lines);
        return sum.agrees(sum.expected().value());
    };
    Line const whole{"J1645", "00069022802", "8", "0.72", "ML"};
    CHECK(agrees({whole, whole}));
    CHECK(agrees({whole, {"J1645", "00069022802", "7", "0.72", "ML"}})); // 14.4
    CHECK(!agrees({whole, {"J1645", "00069022802", "6", "0.72", "ML"}}));
    CHECK(!agrees({whole, {"J1645", "00069022802", "9", "0.72", "ML"}}));
    // 6.4 given, 0.8 discarded: 7.2
    Line const given{"J1645", "00069022802", "7", "0.64", "ML"};
    CHECK(agrees({given, {"J1645", "00069022802", "1", "0.08", "ML", "JW"}}));
    CHECK(agrees({{"J1645", "00069022802", "6", "0.64", "ML"}, {"J1645", "00069022802", "1", "0.08", "ML", "JW"}}));
    CHECK(!agrees({given, {"J1645", "00069022802", "2", "0.08", "ML", "JW"}}));
    // measures may differ from line to line
    CHECK(agrees({{"J1645", "00069019602", "2", "0.2", "ML"}, {"J1645", "00069019602", "4", "2", "UN"}}));
    CHECK(!agrees({{"J1645", "00069019602", "2", "0.2", "ML"}, {"J1645", "00069019602", "2", "2", "UN"}}));
    // exact: no unit may be left out
    CHECK(!agrees({{"J1645", "00069019602", "2", "0.2", "ML"}, {"J1645", "00069019602", "1", "0.2", "ML", "JW"}}));
}

TEST_CASE("the cause of a disagreement is named") {
    CHECK(causes({"J1645", "00069020602", "7500", "0.3", "ML"}) == "dose");
    CHECK(causes({"J1645", "00069020602", "1", "0.3", "ML"}) == "containers");
    CHECK(causes({"J1645", "00069020602", "30", "0.3", "ML"}) == "amount package"); // the belief in 250 IU, or the carton
    CHECK(causes({"J1645", "00069022802", "72", "0.72", "ML"}) == "amount package");
    CHECK(causes({"J1645", "00069023201", "38", "0.6", "ML"}) == "whole");
    CHECK(causes({"J1645", "00069021702", "1", "0.6", "ML"}) == "strength");
    CHECK(causes({"J1645", "00069025310", "2", "2", "UN"}) == "containers");
    CHECK(causes({"J1645", "00069021702", "2", "2", "ML"}) == "containers mL");
    CHECK(causes({"J1645", "00069025310", "8", "8", "UN"}) == "containers");
    CHECK(causes({"J1645", "00069025310", "8", "2", "UN"}) == "mL");
    CHECK(causes({"J1645", "00069025310", "12", "3", "ML"}) == "basis");    // three vials: CTP05 should be UN
    CHECK(causes({"J1645", "00069019602", "10", "1", "UN"}) == "basis");    // 1 mL
    CHECK(causes({"J1644", "00409272301", "2500", "5", "ML"}) == "amount"); // counted in J1642's 10 units
    CHECK(causes({"J1642", "64253033335", "1", "5", "ML"}) == "containers");
    CHECK(causes({"J2371", "", "10", "10", "ME"}) == "mg");
    CHECK(causes({"J1650", "", "80000", "80", "ME"}) == "mcg");
    CHECK(causes({"J1650", "00075062280", "80", "0.8", "ML"}) == "dose");
    CHECK(causes({"J1650", "00075062280", "12", "0.8", "ML"}) == "strength"); // 120 mg in 0.8 mL
    CHECK(causes({"J1645", "00069021702", "3", "12", "UN"}) == "exchanged");
    CHECK(causes({"J1645", "00069023201", "600", "0.6", "ML"}) == "shift");
    CHECK(causes({"J1645", "00069019502", "2", "40", "ML"}) == "shift");
    CHECK(causes({"J1645", "00069020602", "17", "0.3", "ML"}) == "");
}

TEST_CASE("money is exact to the cent") {
    CHECK(share_of_charge(18000, number("7500"), 30) == 17928);
    CHECK(share_of_charge(10000, number("3"), 2) == 3333);
    CHECK(share_of_charge(10000, number("3"), 1) == 6667);
    CHECK(share_of_charge(10000, number("2"), 3) == -5000);
    CHECK(share_of_charge(999999999999999999, number("1"), 999999999999999999) == std::nullopt);
    CHECK(share_of_charge(10000, number("0"), 3) == std::nullopt);
    CHECK(share_of_charge(10000, number("1.5"), 3) == std::nullopt);
    CHECK(value_of(number("3"), number("16.541")) == 4962);
    CHECK(value_of(number("30"), number("0.002")) == 6);
    CHECK(value_of(number("1"), number("0.005")) == 1);
    CHECK(value_of(number("-1"), number("0.005")) == -1);
    CHECK(value_of(number("999999999999999999"), number("100")) == std::nullopt);
    CHECK(whole_number(number("20.0")) == 20);
    CHECK(whole_number(number("20.5")) == std::nullopt);
}
