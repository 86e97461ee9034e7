// The SNIP types that a run can be limited to.
#include "rules/snip.hpp"

#include <doctest/doctest.h>

#include <string>

#include "rules/policy.hpp"
#include "rules/registry.hpp"

using namespace rules;

TEST_CASE("lists of types are read and said again in their shortest form") {
    struct Given {
        std::string_view text, said;
    };
    for (auto const& [text, said] : std::initializer_list<Given>{
             {"1", "1"}, {"1-5", "1-5"}, {"3", "3"}, {"1,2,4-6", "1-2,4-6"}, {"7,1", "1,7"}, {"2-2", "2"}, {"1-4,3-7", "1-7"}}) {
        CAPTURE(text);
        auto const types = SnipTypes::read(text);
        REQUIRE(types);
        CHECK(types->text() == said);
        CHECK(types->all() == (said == "1-7"));
    }
    for (std::string_view const wrong : {"", "0", "8", "1-", "-3", "3-1", "1,,2", ",", "1,", "1 2", "1-2-3", "one", "10", "1-9"}) {
        CAPTURE(wrong);
        CHECK(!SnipTypes::read(wrong));
    }
    CHECK(SnipTypes().all());
    CHECK(SnipTypes().text() == "1-7");
}

TEST_CASE("every type has a name") {
    for (unsigned type = 1; type <= snip_types; ++type) CHECK(!snip_name(type).empty());
    CHECK(snip_name(0).empty());
    CHECK(snip_name(8).empty());
}

TEST_CASE("a limited policy switches the rules of other types off and changes no other") {
    auto policy = std::get<Policy>(load_policies({}));
    policy.limit_to(*SnipTypes::read("3-4"));
    for (Rule const* rule : all_rules()) {
        CAPTURE(rule->id);
        bool const asked = rule->snip == 3 || rule->snip == 4;
        CHECK(policy.severity(*rule).has_value() == asked);
        if (asked) CHECK(policy.severity(*rule) == rule->severity);
    }
    CHECK(policy.snip().text() == "3-4");
}
