// Loading of policies: the built-in ones, layers, and errors that say where and what to do.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "rules/policy.hpp"
#include "rules/registry.hpp"

using namespace rules;

namespace {

std::string const head = "id = \"test\"\nversion = \"1\"\ntitle = \"a test\"\n"; // three lines
std::string const drug = "[[drug]]\ncode = \"J1\"\nsubstance = \"s\"\nunit_measure = \"IU\"\nunit_amount = 250\nsource = \"x\"\n";

std::variant<Policy, PolicyError> layered(std::vector<std::string> const& texts) {
    std::vector<PolicyText> layers;
    for (auto const& text : texts) layers.push_back({"layer" + std::to_string(layers.size()), text});
    return layer_policies(layers);
}
Policy good(std::vector<std::string> const& texts) {
    auto loaded = layered(texts);
    if (auto const* error = std::get_if<PolicyError>(&loaded)) FAIL(error->line << ':' << error->column << ": " << error->message);
    return std::get<Policy>(std::move(loaded));
}
PolicyError bad(std::string const& text) {
    auto loaded = layered({text});
    auto const* error = std::get_if<PolicyError>(&loaded);
    REQUIRE_MESSAGE(error, text);
    CHECK(error->file == "layer0");
    CHECK(error->message.size() > 10);
    return *error;
}
bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

Policy named(std::vector<std::string> const& names) {
    auto loaded = load_policies(names);
    if (auto const* error = std::get_if<PolicyError>(&loaded)) FAIL(error->file << ':' << error->line << ": " << error->message);
    return std::get<Policy>(std::move(loaded));
}

edi::Day on(int year, unsigned month, unsigned day) {
    return edi::day_of(year, month, day);
}

} // namespace

TEST_CASE("the built-in policies are named and load") {
    auto const names = builtin_policies();
    REQUIRE(names.size() == 2);
    CHECK(names[0] == "cms");
    CHECK(names[1] == "j2371");
    for (auto const name : names) {
        auto const policy = named({std::string(name)});
        CHECK(policy.name() == name);
        REQUIRE(policy.sources().size() == 1);
        CHECK(policy.sources()[0].sha256.size() == 64);
        CHECK(policy.cob_tolerance() == 0);
        CHECK(std::is_sorted(policy.repeat_modifiers().begin(), policy.repeat_modifiers().end()));
        for (Drug const& entry : policy.drugs()) {
            CHECK(!entry.source.empty());
            CHECK((entry.ndcs.empty() || !entry.ndc_source.empty()));
            for (DayLimit const& limit : entry.limits) CHECK(!limit.source.empty());
        }
        for (auto const& conflict : policy.conflicts()) CHECK((!conflict.source.empty() && conflict.first < conflict.second));
        for (auto const& misuse : policy.misuses()) CHECK(!misuse.source.empty());
    }
}

TEST_CASE("no name means j2371 and the two read J2371 differently") {
    auto const mission = named({});
    CHECK(mission.name() == "j2371");
    Drug const* dalteparin = mission.drug("J2371", on(2026, 10, 5));
    REQUIRE(dalteparin);
    CHECK(dalteparin->substance == "dalteparin sodium");
    CHECK(edi::compare(dalteparin->unit_amount, {250, 0}) == 0);
    CHECK(dalteparin->unit_measure == "IU");
    CHECK(dalteparin->route == "subcutaneous");
    CHECK(dalteparin->ndcs.size() == 9);
    CHECK(mission.drug("J1644", on(2026, 10, 5)) == nullptr);

    auto const cms = named({"cms"});
    Drug const* phenylephrine = cms.drug("J2371", on(2023, 7, 1));
    REQUIRE(phenylephrine);
    CHECK(phenylephrine->substance == "phenylephrine HCl");
    CHECK(cms.drug("J2371", on(2023, 6, 30)) == nullptr);
    CHECK(cms.drug("J2370", on(2023, 6, 30)) != nullptr);
    CHECK(cms.drug("J2370", on(2023, 7, 1)) == nullptr);
    CHECK(cms.knows_drug("J2370"));
    CHECK(cms.drug_on_unknown_day("J2370") != nullptr);
    CHECK(!cms.knows_drug("99213"));
    CHECK(!cms.knows_drug(""));
    Drug const* j1645 = cms.drug("J1645", on(2026, 1, 1));
    REQUIRE(j1645);
    CHECK(edi::compare(j1645->unit_amount, {2500, 0}) == 0);
    REQUIRE(j1645->limits.size() == 1);
    CHECK(j1645->limits[0].severity == Severity::advice);
    CHECK(edi::compare(j1645->limits[0].units, {10, 0}) == 0);
    CHECK(cms.severity(*find_rule("M104")) == Severity::advice);
}

TEST_CASE("where a policy contradicts the code tables is found, not written down") {
    auto const mission = named({});
    REQUIRE(mission.notices().size() == 3);
    Notice const& dalteparin = mission.notices()[0];
    CHECK(dalteparin.code == "J2371");
    for (std::string_view const part : {"dalteparin sodium, 250 IU a unit", "Inj phenylephrine hcl 20 mcg", "20 MCG a unit",
                                        "since 2023-07-01", "is J1645", "2500 IU a unit"})
        CHECK_MESSAGE(has(dalteparin.text, part), part, " in ", dalteparin.text);
    CHECK(has(dalteparin.source, "procedures 2024-07"));
    CHECK(mission.notices()[1].code == "J7199");
    CHECK(has(mission.notices()[1].text, "Hemophilia"));
    CHECK(mission.notices()[2].code == "J3101");
    CHECK(has(mission.notices()[2].text, "Tenecteplase"));
    CHECK(has(mission.notices()[2].text, "J2997"));
    for (Notice const& notice : named({"cms"}).notices()) CHECK_MESSAGE(false, notice.code, ": ", notice.text);
    // Another unit of the right drug, and the right one in another measure.
    std::string const dose = "[[drug]]\ncode = \"J1650\"\nsubstance = \"enoxaparin sodium\"\nsource = \"x\"\n";
    CHECK(good({head + dose + "unit_measure = \"MG\"\nunit_amount = 100\n"}).notices().size() == 1);
    CHECK(good({head + dose + "unit_measure = \"MCG\"\nunit_amount = 10000\n"}).notices().empty());
    CHECK(good({head + dose + "unit_measure = \"MG\"\nunit_amount = 100\nto = 1990-12-31\n"}).notices().empty()); // there was no such code
    CHECK(named({"j2371", "cms"}).notices().size() == 2); // what J7199 and J3101 mean is left
}

TEST_CASE("a policy's entries for people, on a day") {
    PolicyText const text{"x", head + drug + "to = 2023-06-30\nlimits = [{ units = 3, source = \"y\", from = 2020-01-01 }]\n" + drug +
                                   "from = 2023-07-01\nroute = \"r\"\n[cob]\ntolerance_cents = 2\n"};
    std::string const all = policy_entries(text, std::nullopt), early = policy_entries(text, on(2019, 1, 1)),
                      late = policy_entries(text, on(2024, 1, 1));
    CHECK(has(all, "[[drug]]\n"));
    CHECK(has(all, "  limits { from = 2020-01-01, source = \"y\", units = 3 }\n"));
    CHECK(has(all, "  tolerance_cents = 2\n"));
    CHECK(!has(early, "route"));
    CHECK(!has(early, "limits"));
    CHECK(has(early, "to = 2023-06-30"));
    CHECK(has(late, "  route = \"r\"\n"));
    CHECK(!has(late, "to = "));
}

TEST_CASE("a word that is nearly right is guessed") {
    CHECK(has(bad(head + drug + "unit_measur = 1\n").message, "did you mean unit_measure?"));
    CHECK(has(bad(head + "[severity]\nunits-disagree-with-ncd = \"off\"\n").message, "did you mean units-disagree-with-ndc?"));
    CHECK(!has(bad(head + "colour = 1\n").message, "did you mean"));
    std::string const names[] = {"j2731"};
    auto const loaded = load_policies(names);
    CHECK(has(std::get<PolicyError>(loaded).message, "did you mean j2371?"));
}

TEST_CASE("the hash is SHA-256 of the text") {
    CHECK(good({head}).sources()[0].sha256.size() == 64);
    CHECK(good({head}).sources()[0].sha256 != good({head + "\n"}).sources()[0].sha256);
    // printf 'id = "test"\nversion = "1"\ntitle = "a test"\n' | sha256sum
    CHECK(good({head}).sources()[0].sha256 == "17e268b04c7699aff7ee908dc2fd8d801e2784b88f03f5f2ca5afcaefcd5d800");
}

TEST_CASE("severities are set by id or name and can be off") {
    auto const policy = good({head + "[severity]\nU105 = \"warning\"\nmodifier-repeated = \"off\"\n"});
    CHECK(policy.severity(*find_rule("U105")) == Severity::warning);
    CHECK(policy.severity(*find_rule("M101")) == std::nullopt);
    CHECK(policy.severity(*find_rule("C101")) == Severity::error);
}

TEST_CASE("later layers replace entries with the same key and keep the rest") {
    std::string const first =
        head + drug + "from = 2020-01-01\n" +
        "[[drug]]\ncode = \"J2\"\nsubstance = \"t\"\nunit_measure = \"MG\"\nunit_amount = \"0.5\"\nsource = \"x\"\n"
        "[[conflict]]\nmodifiers = [\"JW\", \"JZ\"]\nreason = \"r\"\nsource = \"x\"\n"
        "[[conflict]]\nmodifiers = [\"76\", \"77\"]\nreason = \"r\"\nsource = \"x\"\n"
        "[[misuse]]\nmodifiers = [\"25\", \"57\"]\nreason = \"r\"\nsource = \"x\"\n"
        "[[notice]]\ncode = \"a\"\ntext = \"one\"\nsource = \"x\"\n"
        "[repeat]\nmodifiers = [\"77\", \"76\"]\nsource = \"x\"\n[cob]\ntolerance_cents = 2\n[severity]\nU105 = \"advice\"\n";
    std::string const second = "id = \"more\"\nversion = \"2\"\ntitle = \"t\"\n"
                               "[[drug]]\ncode = \"J1\"\nsubstance = \"other\"\nunit_measure = \"ML\"\nunit_amount = 1\nsource = \"y\"\n"
                               "[[conflict]]\nmodifiers = [\"JZ\", \"JW\"]\nseverity = \"warning\"\nreason = \"new\"\nsource = \"y\"\n"
                               "[[misuse]]\nmodifiers = [\"25\"]\nseverity = \"advice\"\nreason = \"new\"\nsource = \"y\"\n"
                               "[[notice]]\ncode = \"a\"\ntext = \"two\"\nsource = \"y\"\n";
    auto const policy = good({first, second});
    CHECK(policy.name() == "test+more");
    CHECK(policy.sources().size() == 2);
    REQUIRE(policy.drugs().size() == 2);
    CHECK(policy.drug("J1", on(1999, 1, 1))->substance == "other");
    CHECK(policy.drug("J2", on(1999, 1, 1))->substance == "t");
    REQUIRE(policy.conflicts().size() == 2);
    CHECK(policy.conflicts()[1].reason == "new");
    CHECK(policy.conflicts()[1].first == "JW");
    REQUIRE(policy.misuses().size() == 2);
    CHECK(policy.misuses()[1].severity == Severity::advice);
    REQUIRE(policy.notices().size() == 1);
    CHECK(policy.notices()[0].text == "two");
    CHECK(policy.repeat_modifiers().size() == 2);
    CHECK(policy.repeat_modifiers()[0] == "76");
    CHECK(policy.cob_tolerance() == 2);
    CHECK(policy.severity(*find_rule("U105")) == Severity::advice);
    CHECK(named({"j2371", "cms"}).name() == "j2371+cms");
    CHECK(named({"j2371", "cms"}).drug("J2371", on(2026, 1, 1))->substance == "phenylephrine HCl");
    CHECK(named({"j2371", "cms"}).drug("J2371", on(2020, 1, 1)) == nullptr);
}

TEST_CASE("codes that name no product have their days, and later layers replace them") {
    std::string const first = head + "[[unclassified]]\ncodes = [\"J3490\", \"J7199\"]\nfrom = 2000-01-01\nsource = \"x\"\n" +
                              "[[unclassified]]\ncodes = [\"J3490\"]\nto = 1990-12-31\nsource = \"x\"\n";
    auto const one = good({first});
    CHECK(one.may_be_unclassified("J3490"));
    CHECK(one.is_unclassified("J3490", on(2000, 1, 1)));
    CHECK(!one.is_unclassified("J3490", on(1999, 12, 31)));
    CHECK(one.is_unclassified("J3490", on(1990, 12, 31)));
    CHECK(one.is_unclassified("J7199", std::nullopt));
    CHECK(!one.is_unclassified("J7198", std::nullopt));
    CHECK(!one.is_unclassified("", std::nullopt));
    auto const two = good(
        {first, "id = \"m\"\nversion = \"2\"\ntitle = \"t\"\n[[unclassified]]\ncodes = [\"J3490\"]\nfrom = 2010-01-01\nsource = \"y\"\n"});
    CHECK(!two.is_unclassified("J3490", on(2005, 1, 1)));
    CHECK(two.is_unclassified("J3490", on(2010, 1, 1)));
    CHECK(two.is_unclassified("J7199", on(2005, 1, 1)));
    CHECK(!good({head}).may_be_unclassified("J3490"));
    CHECK(has(bad(head + "[[unclassified]]\nsource = \"x\"\n").message, "codes"));
    for (auto const name : {"j2371", "cms"})
        for (std::string_view const code : {"J3490", "J3590", "C9399", "J9999", "A9699"}) {
            CHECK(named({name}).may_be_unclassified(code));
            CHECK(named({name}).is_unclassified(code, on(2026, 1, 1)));
        }
    CHECK(!named({}).is_unclassified("J3301", std::nullopt)); // not otherwise specified, but with a dose
}

TEST_CASE("two periods of one code follow each other") {
    auto const policy = good({head + drug + "to = 2023-06-30\n" + drug + "from = 2023-07-01\nroute = \"r\"\n"});
    CHECK(policy.drug("J1", on(2023, 6, 30))->route.empty());
    CHECK(policy.drug("J1", on(2023, 7, 1))->route == "r");
    CHECK(policy.drug_on_unknown_day("J1") == nullptr);
    auto const overlap = bad(head + drug + "to = 2023-07-01\n" + drug + "from = 2023-07-01\n");
    CHECK(has(overlap.message, "J1"));
    CHECK(overlap.line == 11);
}

TEST_CASE("errors name line and column and the cure") {
    CHECK(bad("id = \"test\nversion").line == 1);
    CHECK(has(bad("id = [[[[").message, "not TOML"));
    auto const unknown = bad(head + "colour = \"red\"\n");
    CHECK(unknown.line == 4);
    CHECK(unknown.column == 1);
    CHECK(has(unknown.message, "colour"));
    CHECK(has(unknown.message, "severity"));
    CHECK(has(bad(head + drug + "colour = 1\n").message, "unknown key"));
    auto const rule = bad(head + "[severity]\nU105 = \"error\"\nU999 = \"off\"\n");
    CHECK(rule.line == 6);
    CHECK(has(rule.message, "U999"));
    CHECK(has(bad(head + "[severity]\nU105 = \"fatal\"\n").message, "\"off\""));
    CHECK(has(bad("version = \"1\"\ntitle = \"t\"\n").message, "\"id\" is missing"));
    CHECK(has(bad("id = \"A B\"\nversion = \"1\"\ntitle = \"t\"\n").message, "small letters"));
    CHECK(has(bad("id = 7\nversion = \"1\"\ntitle = \"t\"\n").message, "text in quotes"));
    CHECK(has(bad(head + "drug = 1\n").message, "[[drug]]"));
    CHECK(has(bad(head + "[[drug]]\ncode = \"J1\"\n").message, "substance"));
    CHECK(has(bad(head + drug + "from = \"2023-01-01\"\n").message, "without quotes"));
    CHECK(has(bad(head + drug + "from = 2023-01-02\nto = 2023-01-01\n").message, "before"));
    CHECK(has(bad(head + drug + "ndcs = []\n").message, "ndc_source"));
    CHECK(has(bad(head + drug + "ndc_source = \"x\"\nndcs = [{ ndc = \"00069-0196-02\", amount = 1, ml = 0 }]\n").message, "11 digits"));
    CHECK(has(bad(head + drug + "ndc_source = \"x\"\nndcs = [{ ndc = \"00069019602\", amount = 0, ml = 0 }]\n").message, "positive"));
    CHECK(has(bad(head + drug + "ndc_source = \"x\"\nndcs = [{ ndc = \"00069019602\", amount = 0.5, ml = 0 }]\n").message, "in quotes"));
    CHECK(has(bad(head + drug + "limits = [{ units = 10 }]\n").message, "source"));
    CHECK(has(bad(head + drug + "limits = [{ units = 10, source = \"x\", applies_to = \"dental\" }]\n").message, "institutional"));
    CHECK(has(bad(head + "[[conflict]]\nmodifiers = [\"JW\"]\nreason = \"r\"\nsource = \"x\"\n").message, "two different"));
    CHECK(has(bad(head + "[[misuse]]\nmodifiers = [\"jw\"]\nreason = \"r\"\nsource = \"x\"\n").message, "capital"));
    CHECK(has(bad(head + "[cob]\ntolerance_cents = -1\n").message, "whole number"));
}

TEST_CASE("a policy file is read from its path and a wrong name is answered") {
    auto const path = std::filesystem::temp_directory_path() / "scrub837-policy-test.toml";
    std::ofstream(path) << head << "[severity]\nU105 = \"advice\"\n";
    auto const policy = named({"j2371", path.string()});
    CHECK(policy.name() == "j2371+test");
    CHECK(policy.severity(*find_rule("U105")) == Severity::advice);
    CHECK(policy.drug("J2371", on(2026, 1, 1)) != nullptr);
    std::filesystem::remove(path);

    for (std::string const name : {"no-such-policy", "/tmp", ""}) {
        std::string const names[] = {name};
        auto const loaded = load_policies(names);
        auto const* error = std::get_if<PolicyError>(&loaded);
        REQUIRE_MESSAGE(error, name);
        CHECK(error->file == name);
        CHECK(has(error->message, "j2371"));
    }
}
