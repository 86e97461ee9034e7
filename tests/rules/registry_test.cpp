// The list of rules against the files, and every rule's form.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "rules/registry.hpp"
#include "rules/rule_list.hpp"
#include "rules/snip.hpp"

using namespace rules;

namespace {

#define SCRUB837_NAME(rule) #rule,
constexpr std::string_view listed_names[] = {SCRUB837_RULES(SCRUB837_NAME)};
#undef SCRUB837_NAME

std::string kebab(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

/// Names of the rules that files below rules/ define, with the file's name.
std::multimap<std::string, std::string> defined_rules() {
    std::multimap<std::string, std::string> defined;
    std::regex const definition(R"(constinit\s+(?:const\s+Rule|Rule\s+const)\s+(\w+)\s*\{)");
    for (auto const& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(SCRUB837_SOURCE_DIR) / "rules")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        for (std::sregex_iterator match(text.begin(), text.end(), definition), end; match != end; ++match)
            defined.emplace((*match)[1], entry.path().stem().string());
    }
    return defined;
}

bool is_code(std::string const& text, char const* pattern) {
    return std::regex_match(text, std::regex(pattern));
}

} // namespace

TEST_CASE("rules are sorted by id and ids and names are unique") {
    std::set<std::string_view> names;
    auto const all = all_rules();
    REQUIRE(all.size() == std::size(listed_names));
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(all[i]->id);
        if (i > 0) CHECK(all[i - 1]->id < all[i]->id);
        CHECK(names.insert(all[i]->name).second);
        CHECK(all[i]->name == kebab(listed_names[i]));
        CHECK(is_code(std::string(all[i]->id), "[A-W][0-9]{3}")); // X, Y and Z are for users' rules
        CHECK(is_code(std::string(all[i]->name), "[a-z0-9]+(-[a-z0-9]+)*"));
    }
}

TEST_CASE("every file of a rule is listed and every listed rule has its file") {
    auto const defined = defined_rules();
    std::set<std::string> const listed(std::begin(listed_names), std::end(listed_names));
    CHECK(defined.size() == listed.size());
    for (auto const& [name, file] : defined) {
        CHECK_MESSAGE(name == file, "rule ", name, " in file ", file);
        CHECK_MESSAGE(listed.contains(name), "not in rule_list.hpp: ", name);
    }
    for (auto const& name : listed) CHECK_MESSAGE(defined.count(name) == 1, "no file defines ", name);
}

TEST_CASE("every rule has all its texts and is found in exactly one way") {
    for (Rule const* rule : all_rules()) {
        CAPTURE(rule->id);
        for (std::string_view const text : {rule->title, rule->explanation, rule->help, rule->source}) {
            CHECK(text.size() > 5);
            CHECK(text.find('\n') == std::string_view::npos);
            CHECK(text.find("  ") == std::string_view::npos);
        }
        CHECK(!rule->title.ends_with('.'));
        CHECK(1 <= rule->snip);
        CHECK(rule->snip <= snip_types);
        CHECK(rule->explanation.ends_with('.'));
        CHECK(rule->help.ends_with('.'));
        CHECK((rule->check != nullptr) + rule->structure_fault.has_value() + rule->envelope_fault.has_value() == 1);
        CHECK((rule->structure_message != nullptr) == rule->structure_fault.has_value());
        CHECK((rule->envelope_message != nullptr) == rule->envelope_fault.has_value());
        CHECK((!rule->claim_status[0].empty() || !rule->ack_999.empty() || !rule->ack_ta1.empty() || rule->severity != Severity::error ||
               rule->envelope_fault));
        for (std::string_view const status : rule->claim_status)
            CHECK((status.empty() || is_code(std::string(status), "A[0-8]:[0-9]{1,3}(:[0-9A-Z]{2,3})?")));
        if (rule->check) {
            CHECK(!rule->fires.sample.empty());
            CHECK(!rule->passes.sample.empty());
            CHECK(rule->ack_999.empty());
        }
    }
}

TEST_CASE("every fault has its rule") {
    for (int kind = 0; kind < static_cast<int>(edi::FaultKind::count); ++kind) {
        CAPTURE(kind);
        auto const fault = static_cast<edi::FaultKind>(kind);
        CHECK(rule_of(fault).structure_fault == fault);
        CHECK(std::count_if(all_rules().begin(), all_rules().end(), [&](Rule const* rule) { return rule->structure_fault == fault; }) == 1);
    }
    for (int kind = 0; kind < static_cast<int>(edi::EnvelopeFault::count); ++kind) {
        CAPTURE(kind);
        auto const fault = static_cast<edi::EnvelopeFault>(kind);
        CHECK(rule_of(fault).envelope_fault == fault);
        CHECK(std::count_if(all_rules().begin(), all_rules().end(), [&](Rule const* rule) { return rule->envelope_fault == fault; }) == 1);
    }
}

TEST_CASE("a rule that stands on the policy shows what stands there") {
    for (Rule const* rule : all_rules()) {
        bool const shown = rule->data != nullptr;
        CHECK_MESSAGE((shown || !rule->stands_on_policy), rule->id);
    }
}

TEST_CASE("rules are found by id and name in any letter case") {
    for (std::size_t i = 0; i < all_rules().size(); ++i) {
        Rule const* rule = all_rules()[i];
        CHECK(find_rule(rule->id) == rule);
        CHECK(find_rule(rule->name) == rule);
        CHECK(rule_index(*rule) == i);
    }
    CHECK(find_rule("u105") == find_rule("Units-Disagree-With-NDC"));
    CHECK(find_rule("U105")->name == "units-disagree-with-ndc");
    CHECK(find_rule("U999") == nullptr);
    CHECK(find_rule("") == nullptr);
}

TEST_CASE("severities have names") {
    CHECK(severity_name(Severity::error) == "error");
    CHECK(severity_name(Severity::warning) == "warning");
    CHECK(severity_name(Severity::advice) == "advice");
}
