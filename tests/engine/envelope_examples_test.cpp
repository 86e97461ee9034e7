// The examples of the envelope rules, through whole runs.
#include <doctest/doctest.h>

#include "engine/run_support.hpp"
#include "rules/registry.hpp"

using namespace engine_test;

namespace {

std::string text_of(rules::Example const& example) {
    auto const text = sample(std::string(example.sample));
    return example.replace.empty() ? text : replaced(text, example.replace, example.with);
}

bool has_example(rules::Rule const& rule) {
    return !rule.fires.sample.empty();
}

} // namespace

TEST_CASE("each envelope rule fires on its own example, at its severity, and is silent on the other") {
    std::size_t examples = 0;
    for (rules::Rule const* rule : rules::all_rules()) {
        if (!rule->envelope_fault) continue;
        CAPTURE(rule->id);
        CHECK(run_text(text_of(rule->passes)).count(rule->id) == 0);
        if (!has_example(*rule)) continue;
        ++examples;
        auto const outcome = run_text(text_of(rule->fires));
        CHECK(outcome.error == "");
        CHECK(outcome.count(rule->id) == 1);
        std::string const severity = "\"rule\":\"" + std::string(rule->id) + "\",\"name\":\"" + std::string(rule->name) +
                                     "\",\"severity\":\"" + std::string(rules::severity_name(rule->severity)) + '"';
        CHECK(outcome.findings().find(severity) != std::string::npos);
    }
    CHECK(examples > 25);
}

TEST_CASE("an empty file and a file of blanks fire E001") {
    for (std::string_view const text : {"", " \r\n\n"}) {
        auto const outcome = run_text(text);
        CHECK(outcome.count("E001") == 1);
        CHECK(outcome.totals().errors == 1);
    }
    CHECK(run_text("x").count("E001") == 0);
}

TEST_CASE("a file that ends inside its ISA fires E007") {
    auto const text = sample("837p-clean.edi");
    auto const outcome = run_text(text.substr(0, 60));
    CHECK(outcome.count("E007") == 1);
    CHECK(outcome.totals().interchanges == 0);
    // The second of two: the first is not touched by it.
    auto const second = run_text(text + text.substr(0, 60));
    CHECK(second.count("E007") == 1);
    CHECK(second.totals().accepted == run_text(text).totals().accepted);
}

TEST_CASE("a segment longer than the limit fires E005, a claim larger than the limit E208, and neither below its limit") {
    auto const text = sample("837p-clean.edi");
    std::string const note = "NTE*ADD*" + std::string(3000, 'x') + "~\nREF*D9*CW0000001001~";
    auto const large = replaced(text, "REF*D9*CW0000001001~", note);
    Settings settings;
    settings.block_size = 512;
    settings.largest_claim = 2000;
    CHECK(run_text(large, settings).count("E208") == 1);
    settings.largest_claim = 100'000;
    CHECK(run_text(large, settings).count("E208") == 0);
    CHECK(run_text(large, settings).count("E005") == 0);
    settings.largest_segment = 1000;
    CHECK(run_text(large, settings).count("E005") == 1);
}

TEST_CASE("what stands outside of interchanges is counted for each file by itself") {
    TemporaryDirectory const in;
    write_file(in / "a.txt", "no X12 here, 27 characters.");
    write_file(in / "b.edi", sample("837p-clean.edi"));
    write_file(in / "c.edi", "stray " + sample("837p-clean.edi"));
    auto const outcome = run_paths({in.path().string()});
    CHECK(outcome.count("E003") == 1);
    CHECK(outcome.findings().find("\"message\":\"6 bytes stand outside of any interchange\"") != std::string::npos);
}

TEST_CASE("an ISA of version 00401 with U in ISA11 has one mistake, not two") {
    auto const text = sample("837p-clean.edi");
    auto const old = run_text(replaced(text, "*^*00501*", "*U*00401*"));
    CHECK(old.count("E010") == 1);
    CHECK(old.findings().find("ISA12 is \\\"00401\\\" but must be 00501") != std::string::npos);
    auto const mixed = run_text(replaced(text, "*^*00501*", "*U*00501*"));
    CHECK(mixed.count("E010") == 1);
    CHECK(mixed.findings().find("ISA11 is \\\"U\\\" but must be a repetition separator") != std::string::npos);
}

TEST_CASE("what is wrong with one element of an envelope is shown at this element") {
    auto const clean = sample("837p-clean.edi");
    auto const place = [](Outcome const& outcome, std::string const& rule) {
        auto const text = outcome.findings();
        auto const at = text.find("\"rule\":\"" + rule + "\"");
        if (at == std::string::npos) return std::string("nothing");
        auto const line = text.substr(at, text.find('\n', at) - at);
        auto const begin = line.find("\"segment\"");
        return line.substr(begin, line.find(",\"ack\"") - begin);
    };
    auto const at = [&](std::string_view text) { return std::to_string(clean.find(text)); };
    CHECK(place(run_text(replaced(clean, "*0*T*:~", "*0*X*:~")), "E010") ==
          R"("segment":"ISA","element":15,"offset":)" + at("T*:~") + R"(,"length":1)");
    CHECK(place(run_text(replaced_all(clean, "*101*X*", "*A1*X*")), "E109") ==
          R"("segment":"GS","element":6,"offset":)" + at("101*X*") + R"(,"length":2)");
    CHECK(place(run_text(replaced(clean, "*0915*101*X*", "*9*101*X*")), "E110") ==
          R"("segment":"GS","element":5,"offset":)" + at("0915*101*X*") + R"(,"length":1)");
    // The version is that of GS08 where ST03 is not sent.
    auto const old = replaced(replaced(clean, "*X*005010X222A1~", "*X*004010X098A1~"), "*0001*005010X222A1~", "*0001~");
    CHECK(place(run_text(old), "E105") == R"("segment":"GS","element":8,"offset":)" + at("005010X222A1~\nST") + R"(,"length":12)");
    auto const both = replaced_all(clean, "005010X222A1", "004010X098A1");
    CHECK(place(run_text(both), "E105") == R"("segment":"ST","element":3,"offset":)" + at("005010X222A1~\nBHT") + R"(,"length":12)");
}

TEST_CASE("a date says in which format it is to be") {
    auto const stay = sample("837i-clean.edi");
    auto const minute = run_text(replaced(stay, "DTP*435*DT*202610130830", "DTP*435*DT*20261013"));
    CHECK(minute.findings().find(R"(\"20261013\", which is no day with hour and minute, CCYYMMDDHHMM in loop 2300)") != std::string::npos);
    CHECK(minute.findings().find("DTP02 (date format) is DT, a day without a time has D8 there") != std::string::npos);
    auto const clean = sample("837p-clean.edi");
    CHECK(run_text(replaced(clean, "DMG*D8*19580214", "DMG*D8*19580231")).findings().find("which is no day, CCYYMMDD in loop 2010BA") !=
          std::string::npos);
    CHECK(run_text(replaced(clean, "*20261102*0915*CH", "*20261332*0915*CH")).findings().find("which is no day of the calendar") !=
          std::string::npos);
}
