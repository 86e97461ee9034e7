// Payer profiles and indications: how they are read, which one a claim has, and what is said of mistakes in them.
#include "tests/rules/judged.hpp"

using namespace rules;
using namespace rules_test;

namespace {

std::string const head = "id = \"test\"\nversion = \"1\"\ntitle = \"a test\"\n"; // three lines

std::variant<Policy, PolicyError> layered(std::vector<std::string> const& texts) {
    std::vector<PolicyText> layers;
    for (auto const& text : texts) layers.push_back({"layer" + std::to_string(layers.size()), head + text});
    return layer_policies(layers);
}
Policy good(std::vector<std::string> const& texts) {
    auto loaded = layered(texts);
    if (auto const* error = std::get_if<PolicyError>(&loaded)) FAIL(error->line << ':' << error->column << ": " << error->message);
    return std::get<Policy>(std::move(loaded));
}
/// The line and the message of what is wrong with `text`.
std::string mistake(std::string const& text) {
    auto loaded = layered({text});
    auto const* error = std::get_if<PolicyError>(&loaded);
    REQUIRE_MESSAGE(error, text);
    return std::to_string(error->line) + ": " + error->message;
}
bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string payer(std::string const& name, std::string const& lines) {
    return "[[payer]]\nname = \"" + name + "\"\nsource = \"x\"\n" + lines + "\n";
}

/// A claim of which only the payer is known.
struct ToPayer {
    edi::Subscriber subscriber;
    edi::Claim claim;
    ToPayer(std::string_view id, std::string_view filing_code) {
        subscriber.payer.id.text = id;
        subscriber.coverage.filing_code.text = filing_code;
        claim.subscriber = &subscriber;
    }
};
std::string profile_of(Policy const& policy, std::string_view id, std::string_view filing_code, std::optional<edi::Day> day = {}) {
    ToPayer const to(id, filing_code);
    PayerProfile const* const found = policy.sections().payers.of(to.claim, day);
    return found ? found->name : "none";
}

} // namespace

TEST_CASE("a payer is known by its id before its kind") {
    auto const policy = good({payer("any", "kinds = [\"commercial\"]") + payer("one", "ids = [\"P1\"]") +
                              payer("both", "ids = [\"P2\"]\nfiling_codes = [\"MC\"]") + payer("state", "filing_codes = [\"MC\"]")});
    CHECK(profile_of(policy, "P9", "CI") == "any");
    CHECK(profile_of(policy, "P9", "12") == "any");
    CHECK(profile_of(policy, "P1", "CI") == "one");
    CHECK(profile_of(policy, "P2", "CI") == "both");
    CHECK(profile_of(policy, "P9", "MC") == "state"); // a profile with ids is about those payers alone
    CHECK(profile_of(policy, "P9", "MB") == "none");
    CHECK(profile_of(policy, "", "") == "none");
}

TEST_CASE("ids that begin alike are different payers") {
    auto const policy = good({payer("one", "ids = [\"PAYER0001\"]")});
    CHECK(profile_of(policy, "PAYER0001", "") == "one");
    CHECK(profile_of(policy, "PAYER0002", "") == "none");
    CHECK(profile_of(policy, "PAYER000", "") == "none");
}

TEST_CASE("a profile holds on its days of service") {
    auto const policy =
        good({payer("old", "filing_codes = [\"CI\"]\nto = 2024-12-31") + payer("new", "filing_codes = [\"CI\"]\nfrom = 2025-01-01")});
    CHECK(profile_of(policy, "", "CI", edi::day_of(2024, 12, 31)) == "old");
    CHECK(profile_of(policy, "", "CI", edi::day_of(2025, 1, 1)) == "new");
    CHECK(profile_of(policy, "", "CI") == "old");
}

TEST_CASE("a later policy replaces a profile by its name") {
    auto const policy = good({payer("any", "filing_codes = [\"CI\"]\ndose = \"error\""), payer("any", "filing_codes = [\"BL\"]")});
    CHECK(profile_of(policy, "", "CI") == "none");
    CHECK(profile_of(policy, "", "BL") == "any");
}

TEST_CASE("mistakes in a payer profile are told with line and cure") {
    CHECK(has(mistake(payer("nobody", "")), "has no \"ids\" (2010BB NM109), \"kinds\""));
    CHECK(mistake(payer("p", "kinds = [\"comercial\"]")).starts_with("7: \"comercial\" is no kind of payer: use commercial"));
    CHECK(has(mistake(payer("p", "ids = [\"1\"]\ndose = \"sometimes\"")), "severity of dose must be"));
    CHECK(has(mistake(payer("p", "ids = [\"1\"]\ntimely_filing = \"error\"")), "needs \"timely_filing_days\""));
    CHECK(has(mistake(payer("p", "ids = [\"1\"]\n[payer.severity]\nU999 = \"advice\"")), "no rule has the id or name \"U999\""));
    CHECK(has(mistake(payer("p", "ids = [\"1\"]\n[payer.severity]\nS004 = \"advice\"")), "is about the guide"));
    CHECK(has(mistake(payer("p", "ids = [\"1\"]\ndosis = \"advice\"")), "unknown key \"dosis\""));
}

TEST_CASE("mistakes in an indication are told with line and cure") {
    auto const indication = [](std::string const& lines) {
        return "[[indication]]\nsubstance = \"s\"\nname = \"n\"\nsource = \"x\"\n" + lines + "\n";
    };
    CHECK(has(mistake(indication("grade = \"good\"\ncodes = [\"I82\"]")), "\"grade\" in indication must be \"label\""));
    CHECK(has(mistake(indication("grade = \"label\"\ncodes = [\"82\"]")), "no beginning of ICD-10-CM codes"));
    CHECK(has(mistake(indication("grade = \"label\"\ncodes = [\"C96-C00\"]")), "no beginning of ICD-10-CM codes"));
    CHECK(has(mistake(indication("grade = \"label\"\ncodes = [\"C00-C9\"]")), "no beginning of ICD-10-CM codes"));
    CHECK(has(mistake(indication("grade = \"label\"")), "\"codes\" is missing"));
}

TEST_CASE("indications hold for codes that begin as they say, with or without the dot") {
    auto const policy = good({"[[indication]]\nsubstance = \"s\"\nname = \"n\"\nsource = \"x\"\ngrade = \"label\"\n"
                              "codes = [\"I82.4\", \"C00-C96\", \"Z86.718\"]\n"});
    auto const all = policy.sections().indications.of("s").all;
    REQUIRE(all.size() == 1);
    for (std::string_view const code : {"I824", "I82401", "I82.401", "C00", "C96", "C9600", "C3490", "C4A9", "Z86718"})
        CHECK_MESSAGE(all[0].hold(packed_diagnosis(code)), code);
    for (std::string_view const code : {"I82", "I823", "I825", "C", "C9", "C97", "D00", "B99", "Z8671", "Z86711", "", "."})
        CHECK_MESSAGE(!all[0].hold(packed_diagnosis(code)), code);
    CHECK(policy.sections().indications.of("t").all.empty());
}
