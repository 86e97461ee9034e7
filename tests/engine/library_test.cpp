#include "engine/scrub837.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "engine/packed.hpp"
#include "engine/run_files.hpp"

using namespace engine_test;

namespace {

scrub837::Options on_test_day() {
    scrub837::Options options;
    options.processed = "2026-11-24";
    return options;
}

// The same as a run that writes files.
void check_like_a_run(std::string const& text) {
    auto const result = scrub837::check(text, scrub837::Policy::load(), on_test_day());
    auto const run = run_text(text, comparing());
    REQUIRE(run.error == "");
    CHECK(result.totals.claims == run.totals().claims);
    CHECK(result.totals.accepted == run.totals().accepted);
    CHECK(result.totals.accepted_cents == run.totals().charges_accepted);
    CHECK(result.totals.rejected_cents == run.totals().charges_rejected);
    CHECK(result.totals.lines == run.totals().lines);
    CHECK(result.totals.errors == run.totals().errors);
    auto const accepted = std::count_if(result.claims.begin(), result.claims.end(), [](auto const& claim) { return claim.accepted; });
    CHECK(static_cast<std::uint64_t>(accepted) == run.totals().accepted);
    auto const file = [&](char const* name) {
        auto const found = run.files.find(name);
        return found == run.files.end() ? std::string() : found->second;
    };
    CHECK(result.ta1 == file("in.edi.ta1.edi"));
    CHECK(result.ack_999 == file("in.edi.999.edi"));
    CHECK(result.ack_277ca == file("in.edi.277ca.edi"));
    std::size_t at = 0;
    for (auto const& finding : result.findings) {
        auto const next = run.findings().find("\"rule\":\"" + finding.rule + "\"", at);
        REQUIRE(next != std::string::npos);
        at = run.findings().find('\n', next);
    }
    CHECK(static_cast<std::ptrdiff_t>(result.findings.size()) == std::count(run.findings().begin(), run.findings().end(), '\n'));
}

} // namespace

TEST_CASE("the library says what the program says") {
    for (auto const& entry : fs::directory_iterator(project() / "samples"))
        if (entry.path().extension() == ".edi") {
            CAPTURE(entry.path().string());
            check_like_a_run(read_file(entry.path()));
        }
}

TEST_CASE("the library accepts nothing of a packed input that is damaged") {
    std::string const whole = gzip(sample("837p-clean.edi"));
    auto const good = scrub837::check(whole, scrub837::Policy::load(), on_test_day());
    CHECK(good.totals.accepted == 3);
    check_like_a_run(whole);
    auto const cut = scrub837::check(whole.substr(0, whole.size() - 4), scrub837::Policy::load(), on_test_day());
    REQUIRE(cut.claims.size() == 3);
    CHECK(cut.totals.rejected == 3);
    for (auto const& claim : cut.claims) CHECK(!claim.accepted);
    CHECK(cut.ack_277ca == "");
}

TEST_CASE("the library says what the program says of the shared samples") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    for (auto const& entry : fs::recursive_directory_iterator(shared_samples())) {
        if (!entry.is_regular_file() || entry.file_size() > 200'000) continue;
        CAPTURE(entry.path().string());
        check_like_a_run(read_file(entry.path()));
    }
}

TEST_CASE("claims and findings are values") {
    ClaimText claim;
    claim.lines[0].units = "5000";
    auto const result = scrub837::check(file_of({claim}), scrub837::Policy::load({"j2371"}), on_test_day());
    CHECK(result.readable);
    REQUIRE(result.claims.size() == 1);
    scrub837::Claim const& read = result.claims[0];
    CHECK(read.control_number == "A1");
    CHECK(read.charge_cents == 18000);
    CHECK_FALSE(read.accepted);
    CHECK(read.billing_npi == "1300200015");
    CHECK(read.member_id == "PM1");
    CHECK(read.set == "0001");
    REQUIRE(read.lines.size() == 1);
    CHECK(read.lines[0].code == "J2371");
    CHECK(read.lines[0].modifiers == std::vector<std::string>{"JB"});
    CHECK(read.lines[0].units == "5000");
    CHECK(read.lines[0].from == "2026-10-08");
    CHECK(read.lines[0].quantity == "0.2");
    CHECK(read.lines[0].substance == "dalteparin sodium");
    auto const found = std::find_if(result.findings.begin(), result.findings.end(), [](auto const& f) { return f.rule == "U105"; });
    REQUIRE(found != result.findings.end());
    CHECK(found->claim == 0);
    CHECK(found->line == 1);
    CHECK(found->place.segment == "SV1");
    CHECK(found->policy == "j2371");
    CHECK(std::string(scrub837::name_of(found->severity)) == "error");
    CHECK(result.ack_277ca.find("A8") != std::string::npos);
}

TEST_CASE("claims over many blocks and sets have the verdicts of what is around them") {
    std::string text;
    for (int i = 0; i < 60; ++i) {
        std::string const number = std::to_string(100000200 + i);
        std::vector<std::string> sets;
        for (int s = 0; s < 4; ++s) {
            std::vector<ClaimText> claims(30);
            for (std::size_t c = 0; c < claims.size(); ++c)
                claims[c].number = std::to_string(i) + "-" + std::to_string(s) + "-" + std::to_string(c),
                claims[c].patient = claims[c].number;
            sets.push_back(set_of(claims, "000" + std::to_string(s + 1), (i + s) % 5 != 0));
        }
        std::string interchange = interchange_of(sets, number);
        if (i % 7 == 0) interchange = replaced(interchange, "IEA*1*" + number, "IEA*1*000000001");
        text += interchange;
    }
    check_like_a_run(text);
}

TEST_CASE("any bytes are answered, mistakes of the caller are exceptions") {
    auto const policy = scrub837::Policy::load();
    CHECK_FALSE(scrub837::check("", policy).readable);
    CHECK_FALSE(scrub837::check(std::string_view("\0\xFF~*", 4), policy).readable);
    std::mt19937 random(837);
    auto const clean = sample("837p-clean.edi");
    for (int i = 0; i < 200; ++i) {
        std::string broken = clean;
        for (int n = 0; n < 5; ++n) broken[random() % broken.size()] = static_cast<char>(random());
        auto const result = scrub837::check(broken, policy, on_test_day());
        CHECK(result.totals.claims == result.totals.accepted + result.totals.rejected);
    }
    CHECK_THROWS_AS(scrub837::Policy::load({"no such policy"}), scrub837::PolicyError);
    scrub837::Options options;
    options.processed = "yesterday";
    CHECK_THROWS_AS(scrub837::check(clean, policy, options), std::invalid_argument);
    options = {};
    options.control_number = 0;
    CHECK_THROWS_AS(scrub837::check(clean, policy, options), std::invalid_argument);
    options = on_test_day();
    options.most_findings = 3;
    auto const limited = scrub837::check(sample("837p-wrong-units.edi"), policy, options);
    CHECK(limited.findings.size() == 3);
    CHECK(limited.not_told + 3 == limited.totals.errors + limited.totals.warnings + limited.totals.advice);
}

TEST_CASE("several threads may check at a time") {
    auto const policy = scrub837::Policy::load();
    auto const text = sample("837p-wrong-units.edi");
    auto const expected = scrub837::check(text, policy, on_test_day());
    std::vector<std::thread> threads;
    std::vector<std::size_t> found(4);
    for (std::size_t i = 0; i < found.size(); ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 5; ++n) found[i] = scrub837::check(text, policy, on_test_day()).findings.size();
        });
    for (auto& thread : threads) thread.join();
    for (std::size_t const n : found) CHECK(n == expected.findings.size());
}
