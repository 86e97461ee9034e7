// Units: day limits and the arithmetic of NDC quantities, with the likely causes.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

struct DrugLine {
    std::string units;
    std::string ndc = "", ctp = ""; ///< CTP04*CTP05
    std::string code = "J2371", modifiers = "";
    std::string date = "D8*20261005";
};

std::string lines(std::vector<DrugLine> const& given) {
    std::string text;
    int number = 0;
    for (auto const& line : given) {
        text += "LX*" + std::to_string(++number) + "~SV1*HC:" + line.code + (line.modifiers.empty() ? "" : ":" + line.modifiers) +
                "*10*UN*" + line.units + "***1~";
        if (!line.date.empty()) text += "DTP*472*" + line.date + "~";
        // CTP needs a LIN before it; an NDC of nines is one that no policy knows.
        if (!line.ndc.empty() || !line.ctp.empty()) text += "LIN**N4*" + (line.ndc.empty() ? "99999999999" : line.ndc) + "~";
        if (!line.ctp.empty()) text += "CTP****" + line.ctp + "~";
    }
    return text;
}

Judged judge(std::vector<DrugLine> const& given, Policy const& policy = default_policy()) {
    return judge_claims(claim(std::to_string(10 * given.size()), lines(given)), {}, policy);
}

/// The message of U105 for one line, empty when it agrees.
std::string ndc(DrugLine const& line, Policy const& policy = default_policy()) {
    return judge({line}, policy).first("U105").message;
}

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

Policy const& limits() {
    static Policy const loaded = [] {
        PolicyText const text[] = {
            {"limits",
             "id = \"l\"\nversion = \"1\"\ntitle = \"t\"\n"
             "[[drug]]\ncode = \"J2371\"\nsubstance = \"s\"\nunit_measure = \"IU\"\nunit_amount = 250\nsource = \"x\"\n"
             "limits = [ { units = 40, severity = \"advice\", source = \"a\" }, { units = 80, severity = \"error\", source = \"b\" },\n"
             "  { units = 5, severity = \"error\", source = \"c\", applies_to = \"institutional\" },\n"
             "  { units = 7, severity = \"error\", source = \"d\", to = 2020-12-31 } ]\n"}};
        return std::get<Policy>(layer_policies(text));
    }();
    return loaded;
}

} // namespace

TEST_CASE("Fragmin syringes agree with units of 250 IU and of 2500 IU") {
    struct Worked {
        std::string ndc, millilitres;
        std::string mission, cms; // units
    };
    for (auto const& [id, ml, mission, cms] : std::initializer_list<Worked>{{"00069019502", "0.2", "10", "1"},
                                                                            {"00069019602", "0.2", "20", "2"},
                                                                            {"00069020602", "0.3", "30", "3"},
                                                                            {"00069021702", "1", "40", "4"},
                                                                            {"00069022002", "0.5", "50", "5"},
                                                                            {"00069022302", "0.6", "60", "6"},
                                                                            {"00069022802", "0.72", "72", "8"}, // 7.2 rounded up
                                                                            {"00069023201", "0.6", "60", "6"},
                                                                            {"00069025310", "4", "40", "4"}}) {
        CAPTURE(id);
        CHECK(ndc({mission, id, ml + "*ML"}) == "");
        CHECK(ndc({cms, id, ml + "*ML", "J1645"}, cms_policy()) == "");
        if (id != "00069023201") CHECK(ndc({mission, id, "1*UN"}) == "");
        CHECK(ndc({mission + "1", id, ml + "*ML"}) != "");
    }
    CHECK(ndc({"20", "00069019602", "5000*F2"}) == "");
    CHECK(ndc({"20", "", "5000*F2"}) == ""); // no known NDC needed for IU
    CHECK(has(ndc({"7", "00069022802", "0.72*ML", "J1645"}, cms_policy()), "makes 8 units of 2500 IU"));
}

TEST_CASE("the likely cause is named") {
    CHECK(has(ndc({"7500", "00069020602", "0.3*ML"}), "the dose in IU was entered as units"));
    CHECK(has(ndc({"1", "00069020602", "0.3*ML"}), "syringes or vials were counted"));
    CHECK(has(ndc({"2", "00069020602", "2*UN"}), "syringes or vials were counted"));
    CHECK(has(ndc({"3", "00069020602", "0.3*ML"}), "one unit were 2500 IU, as in J1645"));
    CHECK(has(ndc({"30", "00069020602", "0.3*ML", "J1645"}), "one unit were 250 IU, as in J2371"));
    CHECK(has(ndc({"300", "00069020602", "0.3*ML"}), "a whole package of 10"));
    CHECK(has(ndc({"300", "00069020602", "1*UN"}), "CTP04 counts packages"));
    CHECK(has(ndc({"38", "00069023201", "0.6*ML", "J1645"}, cms_policy()), "whole container of 95000 IU"));
    CHECK(has(ndc({"6000", "00069023201", "0.6*ML"}), "100 times too many"));
    CHECK(has(ndc({"1", "00069022302", "1.2*ML", "J1645"}, cms_policy()), "1.2 ML"));
    CHECK(has(ndc({"4", "00069022302", "1*ML", "J1645"}, cms_policy()), "strength of another product"));
    CHECK(has(ndc({"12", "00069022302", "0.3*ML", "J1645"}, cms_policy()), "makes 3 units of 2500 IU"));
    CHECK(has(ndc({"3", "00069021702", "12*UN", "J1645"}, cms_policy()), "exchanged"));
    CHECK(!has(ndc({"17", "00069020602", "0.3*ML"}), "likely cause"));
    CHECK(ndc({"17", "00069020602", "0.3*ML"}) != "");
}

TEST_CASE("weights are converted for drugs measured by weight") {
    CHECK(ndc({"8", "", "80*ME", "J1650"}, cms_policy()) == "");
    CHECK(ndc({"8", "", "0.08*GR", "J1650"}, cms_policy()) == "");
    CHECK(has(ndc({"80", "", "80*ME", "J1650"}, cms_policy()), "dose in MG was entered as units"));
    CHECK(ndc({"12", "00075291201", "0.8*ML", "J1650"}, cms_policy()) == ""); // 120 mg in 0.8 mL
    CHECK(ndc({"5", "", "0.1*ME", "J2371"}, cms_policy()) == "");             // 100 mcg of phenylephrine
    CHECK(ndc({"2", "50242004110", "1*UN", "J2997"}, cms_policy()) == "");    // powder
    CHECK(ndc({"7", "50242004110", "1*ML", "J2997"}, cms_policy()) == "");    // no millilitres of a powder: not judged
    CHECK(ndc({"99", "", "5*ME"}) == "");                                     // IU have no weight: not judged
}

TEST_CASE("what the policy cannot convert is not judged") {
    CHECK(ndc({"99", "99999999999", "0.3*ML"}) == "");
    CHECK(ndc({"99", "00069020602", "0.3*XX"}) == "");
    CHECK(ndc({"99", "00069020602", ""}) == "");
    CHECK(ndc({"99", "00069020602", "0*ML"}) == "");
    CHECK(ndc({"99", "00069020602", "-1*ML"}) == "");
    CHECK(ndc({"99", "00069020602", "abc*ML"}) == "");
    CHECK(ndc({"9.5", "00069020602", "0.3*ML"}) == ""); // a fraction has its own rule
    CHECK(ndc({"99", "00069020602", "0.3*ML", "99213"}) == "");
    CHECK(ndc({"999999999999999999", "00069020602", "0.3*ML"}) != "");
    CHECK(ndc({"30", "00069020602", "999999999999999999*ML"}) == ""); // does not fit: not judged
    CHECK(ndc({"1", "00069020602", "1E-17*ML"}) == "");
}

TEST_CASE("lines of one NDC and day are added up with what was discarded") {
    auto const u105 = [](std::vector<DrugLine> const& given) { return judge(given, cms_policy()).count("U105"); };
    // 16,000 IU of 18,000: 6.4 and 0.8 units
    CHECK(u105({{"7", "00069022802", "0.64*ML", "J1645"}, {"1", "00069022802", "0.08*ML", "J1645", "JW"}}) == 0);
    CHECK(u105({{"7", "00069022802", "0.64*ML", "J1645"}, {"0", "00069022802", "0.08*ML", "J1645", "JW"}}) ==
          0); // zero: U102, not judged here
    CHECK(u105({{"6", "00069022802", "0.64*ML", "J1645"}, {"1", "00069022802", "0.08*ML", "J1645", "JW"}}) == 0); // 7 of 7.2, rest covered
    CHECK(u105({{"7", "00069022802", "0.64*ML", "J1645"}, {"2", "00069022802", "0.08*ML", "J1645", "JW"}}) == 1);
    // each line rounded up by itself: 8 + 8 of 14.4
    CHECK(u105({{"8", "00069022802", "0.72*ML", "J1645"}, {"8", "00069022802", "0.72*ML", "J1645", "76"}}) == 0);
    CHECK(u105({{"8", "00069022802", "0.72*ML", "J1645"}, {"6", "00069022802", "0.72*ML", "J1645", "76"}}) == 1);
    // another day, another NDC: judged apart
    CHECK(u105({{"3", "00069019602", "0.2*ML", "J1645"}, {"1", "00069019602", "0.2*ML", "J1645", "", "D8*20261006"}}) == 2);
    CHECK(u105({{"3", "00069019602", "0.2*ML", "J1645"}, {"0", "00069019502", "0.2*ML", "J1645"}}) == 1);
    auto const both =
        judge({{"2", "00069019602", "0.2*ML", "J1645"}, {"3", "00069019602", "0.2*ML", "J1645", "76"}}, cms_policy()).first("U105");
    CHECK(both.line == 2);
    CHECK(both.related == 3);
    CHECK(both.at == "3");
}

TEST_CASE("units of one day are added up against the limit") {
    auto const u104 = [](std::vector<DrugLine> const& given) { return judge(given, limits()).first("U104"); };
    CHECK(u104({{"40"}}).rule == "");
    CHECK(u104({{"41"}}).severity == Severity::advice);
    CHECK(u104({{"80"}}).severity == Severity::advice);
    CHECK(u104({{"81"}}).severity == Severity::error);
    auto const three = u104({{"40"}, {"1", "", "", "J2371", "76"}, {"40", "", "", "J2371", "JW"}});
    CHECK(three.severity == Severity::error);
    CHECK(three.line == 3);
    CHECK(has(three.message, "81 units of J2371"));
    CHECK(has(three.message, "2026-10-05"));
    CHECK(three.related == 2);
    CHECK(u104({{"40"}, {"40", "", "", "J2371", "", "D8*20261006"}}).rule == "");
    CHECK(u104({{"120", "", "", "J2371", "", "RD8*20261005-20261007"}}).rule == "");
    CHECK(u104({{"121", "", "", "J2371", "", "RD8*20261005-20261007"}}).severity == Severity::advice);
    CHECK(u104({{"8", "", "", "J2371", "", "D8*20201005"}}).severity == Severity::error);
    CHECK(u104({{"40"}, {"40", "", "", "99213"}}).rule == "");
    CHECK(u104({{"40"}, {"abc"}, {"-5"}}).rule == "");
}

TEST_CASE("the limit of a policy can be lowered by the rule but not raised") {
    PolicyText const text[] = {
        {"off",
         "id = \"o\"\nversion = \"1\"\ntitle = \"t\"\n[severity]\nU104 = \"warning\"\n"
         "[[drug]]\ncode = \"J2371\"\nsubstance = \"s\"\nunit_measure = \"IU\"\nunit_amount = 250\nsource = \"x\"\n"
         "limits = [ { units = 40, severity = \"advice\", source = \"a\" }, { units = 80, severity = \"error\", source = \"b\" } ]\n"}};
    auto const policy = std::get<Policy>(layer_policies(text));
    CHECK(judge({{"81"}}, policy).first("U104").severity == Severity::warning);
    CHECK(judge({{"41"}}, policy).first("U104").severity == Severity::advice);
}

TEST_CASE("an institutional line without a date takes the statement's period") {
    Levels const institutional{.institutional = true};
    auto const i837 = [&](std::string const& period, std::string const& line_date, std::string const& units) {
        return judge_claims("CLM*T1*10***13:A:1**A*Y*Y~" + period + "CL1*3*1*01~HI*ABK:I82402~LX*1~SV2*0636*HC:J2371*10*UN*" + units + "~" +
                                line_date,
                            institutional, limits());
    };
    CHECK(i837("DTP*434*RD8*20261012-20261012~", "", "5").count("U104") == 0);
    CHECK(i837("DTP*434*RD8*20261012-20261012~", "", "6").count("U104") == 1);
    CHECK(i837("DTP*434*RD8*20261012-20261013~", "", "10").count("U104") == 0);
    CHECK(i837("DTP*434*RD8*20261012-20261013~", "", "11").count("U104") == 1);
    CHECK(i837("DTP*434*RD8*20261012-20261013~", "DTP*472*D8*20261012~", "10").count("U104") == 1);
    CHECK(i837("", "", "6").count("U104") == 1); // no day at all: limits hold whatever their dates
}

TEST_CASE("units are present, positive and whole") {
    CHECK(judge({{""}}).count("U101") == 1);
    CHECK(judge({{"", "", "", "99213"}}).count("U101") == 1);
    CHECK(judge({{"0", "", "", "99213"}}).count("U102") == 1);
    CHECK(judge({{"-1"}}).count("U102") == 1);
    CHECK(judge({{"1.5"}}).count("U103") == 1);
    CHECK(judge({{"1.5", "", "", "99213"}}).count("U103") == 0);
    CHECK(judge({{"1E1"}}).count("U103") == 0);
    CHECK(judge({{"20x"}}).rules() == "V003");
    CHECK(judge({{std::string(400, '9')}}).count("V003") == 1);
    Levels const institutional{.institutional = true};
    auto const zero = [&](std::string const& procedure) {
        return judge_claims("CLM*T1*10***13:A:1**A*Y*Y~LX*1~SV2*0250*" + procedure + "*10*UN*0~", institutional).count("U102");
    };
    CHECK(zero("") == 0);
    CHECK(zero("HP:AAAAA") == 0);
    CHECK(zero("HC:J2371") == 1);
}

TEST_CASE("a claim with very many drug lines is judged in good time") {
    std::vector<DrugLine> const many(20000, {"30", "00069020602", "0.3*ML"});
    auto const judged = judge(many);
    CHECK(judged.drug_lines == 20000);
    CHECK(judged.count("U104") == 1);
    CHECK(judged.count("U105") == 0);
    CHECK(judged.count("M105") == rules::most_findings_of_a_rule); // the last of them says that there is more
}
