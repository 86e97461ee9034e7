// Modifiers: repeated, contradictory, misused, and lines of one day.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

std::string line(int number, std::string const& procedure, std::string const& units = "20", std::string const& ndc = "00069019602",
                 std::string const& date = "D8*20261005") {
    return "LX*" + std::to_string(number) + "~SV1*HC:" + procedure + "*10*UN*" + units + "***1~" +
           (date.empty() ? "" : "DTP*472*" + date + "~") + (ndc.empty() ? "" : "LIN**N4*" + ndc + "~");
}
Judged one(std::string const& procedure, std::string const& date = "D8*20261005") {
    return judge_claims(claim("10", line(1, procedure, "20", "", date)));
}
std::size_t two(std::string const& first, std::string const& second) {
    return judge_claims(claim("20", first + second)).count("M105");
}

} // namespace

TEST_CASE("a modifier stands once on any line") {
    CHECK(one("99213:25:25").count("M101") == 1);
    CHECK(one("J2371:JB:JZ:JB").first("M101").at == "JB");
    CHECK(one("J2371:JB:JB:JB:JB").count("M101") == 3);
    CHECK(one("J2371:JB:JZ").rules() == "");
    CHECK(one("J2371").rules() == "");
}

TEST_CASE("contradictions hold on drug lines and for their dates") {
    CHECK(one("J2371:JW:JZ").count("M102") == 1);
    CHECK(one("J2371:JZ:JB:JW").count("M102") == 1);
    CHECK(one("99213:JW:JZ").count("M102") == 0);
    CHECK(one("J2371:JW:JZ", "D8*20221005").count("M102") == 0); // JZ is of 2023
    CHECK(one("J2371:JW:JZ", "").count("M102") == 1);            // no day: every entry holds
    CHECK(one("J2371:76:77").first("M102").severity == Severity::error);
    CHECK(one("J2371:XE:XU").first("M102").severity == Severity::warning);
    CHECK(one("J2371:GZ:GX:GA").count("M102") == 3);
}

TEST_CASE("misused and incompatible modifiers are found on drug lines only") {
    CHECK(one("J2371:RT").count("M103") == 1);
    CHECK(one("J2371:JC").first("M103").message.find("skin substitutes") != std::string::npos);
    CHECK(one("J1645:25").count("M103") == 1);
    CHECK(one("99213:25").count("M103") == 0);
    CHECK(one("J2371:JA").count("M104") == 1);
    CHECK(one("J2371:JE").count("M104") == 1);
    CHECK(one("J2371:JB").count("M104") == 0);
    CHECK(judge_claims(claim("10", line(1, "J1645:JA", "2"))).first("M104").severity == Severity::error);
    CHECK(judge_claims(claim("10", line(1, "J1645:JA", "2")), {}, cms_policy()).first("M104").severity == Severity::advice);
}

TEST_CASE("a second line on one day needs a reason") {
    CHECK(two(line(1, "J2371:JB"), line(2, "J2371:JB")) == 1);
    CHECK(two(line(1, "J2371:JB"), line(2, "J2371:JB:76")) == 0);
    CHECK(two(line(1, "J2371:76"), line(2, "J2371")) == 0);
    CHECK(two(line(1, "J2371"), line(2, "J2371:XU")) == 0);
    CHECK(two(line(1, "J2371"), line(2, "J2371:JW")) == 0);
    CHECK(two(line(1, "J2371:JZ"), line(2, "J2371:JZ")) == 1);
    CHECK(two(line(1, "J2371"), line(2, "J2371", "20", "00069020602")) == 0);
    CHECK(two(line(1, "J2371"), line(2, "J2371", "20", "00069019602", "D8*20261006")) == 0);
    CHECK(two(line(1, "J2371", "999"), line(2, "J2371", "1")) == 0);
    CHECK(two(line(1, "J2371", "99"), line(2, "J2371", "1")) == 1);
    CHECK(two(line(1, "J2371"), line(2, "J1645")) == 0);
    CHECK(two(line(1, "99213"), line(2, "99213")) == 0);
    CHECK(two(line(1, "J2371", "20", "", ""), line(2, "J2371", "20", "", "")) == 0); // no day
    CHECK(two(line(1, "J2371", "20", "", "RD8*20261005-20261006"), line(2, "J2371", "20", "", "RD8*20261005-20261006")) == 0);
    auto const found = judge_claims(claim("20", line(1, "J2371") + line(2, "J2371"))).first("M105");
    CHECK(found.line == 2);
    CHECK(found.related == 1);
}
