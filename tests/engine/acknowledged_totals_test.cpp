// What the 277CA says of an input ties with what the summary says, to the cent and at every level.
#include <doctest/doctest.h>

#include <array>

#include "edi/text/delimiters.hpp"
#include "edi/text/segments.hpp"
#include "edi/text/values.hpp"
#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

/// Counts and charges; [0] accepted, [1] rejected.
struct Told {
    std::array<std::uint64_t, 2> claims{};
    std::array<std::int64_t, 2> charges{};
    friend bool operator==(Told const&, Told const&) = default;
    friend Told operator+(Told a, Told const& b) {
        for (std::size_t i = 0; i < 2; ++i) a.claims[i] += b.claims[i], a.charges[i] += b.charges[i];
        return a;
    }
};

/// A level's QTY and AMT, or the STC of its claims.
struct Levels {
    Told receiver, providers, claims;
};

std::uint64_t number(std::string_view text) {
    auto const reading = edi::read_decimal(text);
    CHECK(reading.reading == edi::Reading::ok);
    CHECK(reading.value.scale == 0);
    return static_cast<std::uint64_t>(reading.value.mantissa);
}

std::int64_t cents(std::string_view text) {
    auto const reading = edi::read_money(text);
    CHECK(reading.reading == edi::Reading::ok);
    return reading.cents;
}

/// Adds up one 277CA file; what a rejected set says of itself only (2200B without levels below) is in `receiver` alone.
Levels add_up(std::string const& text) {
    Levels sum, set;
    edi::SegmentTable table;
    table.assign(text, edi::read_isa(text).delimiters);
    std::string level;
    bool in_line = false, set_rejected = false, provider_rejected = false; // a provider that is rejected speaks for its claims
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        auto const segment = table[i];
        auto const id = segment.id_text();
        auto const code = segment.element(1);
        Told& told = level == "21" ? set.receiver : set.providers;
        if (id == "ST") {
            set = {};
            set_rejected = false;
        } else if (id == "HL") {
            level = segment.element(3);
            provider_rejected = false;
        } else if (id == "TRN") {
            in_line = false;
        } else if (id == "SVC") {
            in_line = true;
        } else if (id == "QTY") {
            told.claims[code == "AA" || code == "QC"] += number(segment.element(2));
            if (provider_rejected) set.claims.claims[1] += number(segment.element(2));
        } else if (id == "AMT") {
            told.charges[code == "YY"] += cents(segment.element(2));
            if (provider_rejected) set.claims.charges[1] += cents(segment.element(2));
        } else if (id == "STC" && level == "21") {
            set_rejected = segment.element(3) == "U";
        } else if (id == "STC" && level == "19") {
            provider_rejected = segment.element(3) == "U";
        } else if (id == "STC" && level == "PT" && !in_line) {
            bool const rejected = segment.element(3) == "U";
            ++set.claims.claims[rejected];
            set.claims.charges[rejected] += cents(segment.element(4));
        } else if (id == "SE") {
            if (!set_rejected) {
                CHECK(set.receiver == set.providers);
                CHECK(set.receiver == set.claims);
            }
            sum.receiver = sum.receiver + set.receiver;
        }
    }
    return sum;
}

/// Checks every file of a directory by itself. Returns how many had an answer.
std::size_t check_directory(fs::path const& directory) {
    std::size_t answered = 0;
    for (auto const& entry : fs::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        CAPTURE(entry.path());
        auto const outcome = run_paths({entry.path().string()});
        engine::Tally const& tally = outcome.totals();
        Told told;
        for (auto const& [name, text] : outcome.files) {
            if (!name.ends_with(".277ca.edi")) continue;
            told = add_up(text).receiver;
            ++answered;
        }
        CHECK(told.claims == std::array{tally.accepted, tally.rejected});
        CHECK(told.charges == std::array{tally.charges_accepted, tally.charges_rejected});
    }
    return answered;
}

} // namespace

TEST_CASE("277CA totals of our samples tie with the summary") {
    CHECK(check_directory(project() / "samples") >= 8);
}

TEST_CASE("277CA totals of the shared samples tie with the summary") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    CHECK(check_directory(shared_samples()) > 50);
}
