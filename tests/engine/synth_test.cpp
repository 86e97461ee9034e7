// Batches made to measure: what is wished for is in them, and a check tells exactly what was planted.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/synth/synthesis.hpp"
#include "rules/registry.hpp"
#include "tests/engine/run_support.hpp"

using namespace engine_test;
namespace synth = engine::synth;

namespace {

struct Batch {
    std::string text, expected;
    synth::Made made;
};

Batch batch_of(synth::Wishes const& wishes) {
    Batch batch;
    auto const into = [](std::string& text) {
        return [&text](std::string_view bytes) {
            text += bytes;
            return true;
        };
    };
    batch.made = synth::synthesize(wishes, into(batch.text), into(batch.expected));
    return batch;
}

/// The value of a key in a line of JSON, as it stands there; empty when the line does not have it.
std::string value_of(std::string const& line, std::string const& key) {
    auto const at = line.find("\"" + key + "\":");
    if (at == std::string::npos) return {};
    auto const begin = at + key.size() + 3;
    return line.substr(begin, line.find_first_of(",}", begin) - begin);
}

/// What each line says of rule and place, sorted.
std::multiset<std::string> places_of(std::string const& lines) {
    std::multiset<std::string> places;
    for (std::size_t begin = 0; begin < lines.size();) {
        auto const end = lines.find('\n', begin);
        std::string const line = lines.substr(begin, end - begin);
        std::string place;
        for (char const* const key :
             {"rule", "interchange", "group", "set", "claim", "claim_no", "line", "loop", "segment", "segment_no", "element", "component"})
            place += std::string(key) + "=" + value_of(line.substr(0, line.find(",\"related\":")), key) + " ";
        places.insert(place);
        begin = end + 1;
    }
    return places;
}

Outcome checked(std::string const& text) {
    Settings settings;
    settings.cross_claim_memory = 64 * 1024 * 1024;
    return run_text(text, settings);
}

synth::Wishes wishes_for(edi::GuideId guide, std::uint64_t claims) {
    synth::Wishes wishes;
    wishes.guide = guide;
    wishes.claims = claims;
    return wishes;
}

constexpr edi::GuideId guides[] = {edi::GuideId::professional, edi::GuideId::institutional};

} // namespace

TEST_CASE("synth: without errors there is nothing to find, whatever is wished for") {
    for (auto const guide : guides)
        for (std::uint32_t const drugs : {0u, 30u, 100u}) {
            auto wishes = wishes_for(guide, 400);
            wishes.drug_lines = drugs;
            wishes.other_payers = drugs;
            wishes.most_lines = drugs == 30 ? synth::most_lines_of_claim : 6;
            auto const batch = batch_of(wishes);
            auto const outcome = checked(batch.text);
            CHECK(outcome.findings() == "");
            CHECK(outcome.totals().claims == 400);
            CHECK(batch.made.claims == 400);
            CHECK(outcome.totals().lines == batch.made.lines);
            CHECK(outcome.totals().drug_lines == batch.made.drug_lines);
            CHECK(batch.expected == "");
        }
}

TEST_CASE("synth: each kind of error alone, and all of them in turn, are told where they were planted and nowhere else") {
    for (auto const guide : guides) {
        std::vector<std::vector<synth::ErrorKind const*>> lists(1);
        for (synth::ErrorKind const& kind : synth::error_kinds()) {
            lists.push_back({&kind});
            lists.front().push_back(&kind);
        }
        for (auto const& errors : lists) {
            auto wishes = wishes_for(guide, errors.size() == 1 ? 60 : 600);
            wishes.errors = errors;
            wishes.seed = errors.size();
            auto const batch = batch_of(wishes);
            INFO("the first of the errors: " << errors.front()->rule);
            CHECK(batch.made.errors > 20);
            CHECK(batch.expected.find("\"rule\":\"" + std::string(errors.front()->rule) + "\"") != std::string::npos);
            CHECK(places_of(checked(batch.text).findings()) == places_of(batch.expected));
        }
    }
}

TEST_CASE("synth: the kinds of errors are rules that there are, each once and in order") {
    auto const kinds = synth::error_kinds();
    CHECK(std::is_sorted(kinds.begin(), kinds.end(), [](auto const& a, auto const& b) { return a.rule <= b.rule; }));
    for (synth::ErrorKind const& kind : kinds) {
        CHECK(rules::find_rule(kind.rule) != nullptr);
        CHECK(synth::error_kind(kind.rule) == &kind);
    }
    CHECK(synth::error_kind("C999") == nullptr);
}

TEST_CASE("synth: size, lines and shares are as wished for, and the same wishes give the same bytes") {
    for (auto const guide : guides) {
        synth::Wishes wishes;
        wishes.guide = guide;
        wishes.bytes = 3'000'000;
        wishes.drug_lines = 40;
        auto const batch = batch_of(wishes);
        CHECK(batch.text == batch_of(wishes).text);
        CHECK(batch.made.bytes == batch.text.size());
        CHECK(batch.text.size() >= wishes.bytes);
        CHECK(batch.text.size() < wishes.bytes + 20'000);
        auto const percent = 100 * batch.made.drug_lines / batch.made.lines;
        CHECK(percent >= 37);
        CHECK(percent <= 43);
        ++wishes.seed;
        CHECK(batch.text != batch_of(wishes).text);
    }
    auto wishes = wishes_for(edi::GuideId::professional, 50);
    wishes.least_lines = wishes.most_lines = 7;
    CHECK(batch_of(wishes).made.lines == 350);
}

TEST_CASE("synth: an end of the taker is an end of the batch") {
    auto const wishes = wishes_for(edi::GuideId::professional, 1'000'000'000);
    int calls = 0;
    synth::synthesize(
        wishes, [&](std::string_view) { return ++calls < 2; }, [](std::string_view) { return true; });
    CHECK(calls < 4);
}
