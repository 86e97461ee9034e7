// The whole path: what must hold for every run, however it is cut and however many threads it has.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

// Settings that must not be seen in any output.
std::vector<Settings> const other_ways{{1, 1}, {2, 700}, {2, 4096}, {8, 1024 * 1024}, {8, 20'000}};

void check_reconciled(Outcome const& outcome) {
    engine::Tally sum;
    for (auto const& input : outcome.summary.inputs) {
        CHECK(input.tally.claims == input.tally.accepted + input.tally.rejected);
        sum += input.tally;
    }
    CHECK(sum == outcome.totals());
}

// Differences in the first file that differs, short enough to read.
std::string difference(Outcome const& a, Outcome const& b) {
    for (auto const& [name, content] : a.files) {
        auto const other = b.files.find(name);
        if (other == b.files.end()) return name + " is missing";
        if (other->second == content) continue;
        std::istringstream one(content), two(other->second);
        for (std::string x, y; std::getline(one, x) && std::getline(two, y);)
            if (x != y) return name + "\n  " + x + "\n  " + y;
        return name + " has another length";
    }
    return a.files.size() == b.files.size() ? "" : "more files";
}

void check_same_however_cut(std::vector<std::string> const& paths) {
    Settings as_usual;
    as_usual.database = true;
    auto const first = run_paths(paths, as_usual);
    check_reconciled(first);
    for (auto settings : other_ways) {
        settings.database = true;
        CAPTURE(settings.threads);
        CAPTURE(settings.block_size);
        CHECK(difference(first, run_paths(paths, settings)) == "");
    }
}

} // namespace

TEST_CASE("the clean samples have no findings and are accepted whole") {
    for (char const* name : {"837p-clean.edi", "837i-clean.edi", "837p-cob.edi"}) {
        CAPTURE(name);
        auto const outcome = run_text(sample(name));
        CHECK(outcome.error == "");
        CHECK(outcome.findings() == "");
        CHECK(outcome.totals().rejected == 0);
        CHECK(outcome.totals().accepted > 0);
        CHECK(outcome.files.count("in.edi.277ca.edi") == 1);
    }
}

TEST_CASE("our samples give the same outputs for any number of threads and any block size") {
    check_same_however_cut({(project() / "samples").string()});
}

TEST_CASE("the shared samples give the same outputs for any number of threads and any block size") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    check_same_however_cut({shared_samples().string()});
}

TEST_CASE("line breaks and other delimiters change positions only") {
    auto const text = sample("837p-wrong-units.edi");
    auto const plain = run_text(text);
    REQUIRE(plain.totals().rejected > 0);
    std::string other = replaced_all(text, "\n", "");
    CHECK(other.find('|') == std::string::npos);
    for (auto& c : other) c = c == '*' ? '|' : c == ':' ? '>' : c == '^' ? '!' : c == '~' ? '\x1d' : c;
    for (auto const& variant :
         {replaced_all(text, "\n", ""), replaced_all(text, "\n", "\r\n"), replaced_all(replaced_all(text, "\n", ""), "~", "\n"),
          replaced_all(replaced_all(text, "\n", ""), "~", "\r\n"), other, "\xEF\xBB\xBF\r\n\n" + text}) {
        auto const outcome = run_text(variant);
        CHECK(outcome.totals() == plain.totals());
        // Answers have the delimiters of what they answer.
        std::string const& answer = outcome.files.at("in.edi.277ca.edi");
        CHECK(edi::read_isa(answer).delimiters.element == edi::read_isa(variant.substr(variant.find("ISA"))).delimiters.element);
        CHECK(usual(answer) == plain.files.at("in.edi.277ca.edi"));
    }
}

TEST_CASE("every counted thing of a well-formed shared 837 is as its index says") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    // Segments that stand outside of every interchange are not ours (docs/SAMPLES.md).
    std::map<std::string, std::uint64_t> const segments_outside{
        {"Silvenga--vscode-edi-x12-support/docs_X223-837I-two-claims-for-the-same-provider.edi", 1}};
    std::istringstream index(read_file(shared_samples() / "INDEX.tsv"));
    std::string row;
    std::getline(index, row);
    std::size_t compared = 0;
    while (std::getline(index, row)) {
        std::vector<std::string> cells;
        std::istringstream cut(row);
        for (std::string cell; std::getline(cut, cell, '\t');) cells.push_back(cell);
        if (cells.at(5).find("837") != 0 || cells[5].find("005010X22") == std::string::npos) continue;
        CAPTURE(cells[0]);
        auto const outcome = run_paths({(shared_samples() / cells[0]).string()});
        CHECK(outcome.summary.inputs.size() == 1);
        auto const outside = segments_outside.find(cells[0]);
        CHECK(outcome.totals().segments == std::stoull(cells[11]) - (outside == segments_outside.end() ? 0 : outside->second));
        CHECK(outcome.totals().interchanges == std::stoull(cells[6]));
        CHECK(outcome.totals().groups == std::stoull(cells[7]));
        CHECK(outcome.totals().sets == std::stoull(cells[8]));
        CHECK(outcome.totals().claims == std::stoull(cells[9]));
        CHECK(outcome.totals().lines == std::stoull(cells[10]));
        ++compared;
    }
    CHECK(compared > 50);
}

TEST_CASE("valid examples of the guides have no error") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    std::istringstream index(read_file(shared_samples() / "INDEX.tsv"));
    std::size_t valid = 0;
    for (std::string row; std::getline(index, row);) {
        bool const guide = row.find("837P 005010X222A1") != std::string::npos || row.find("837I 005010X223A2") != std::string::npos;
        if (!guide || row.find("valid (TR3 example, stupidedi pass)") == std::string::npos) continue;
        std::string const name = row.substr(0, row.find('\t'));
        CAPTURE(name);
        auto const outcome = run_paths({(shared_samples() / name).string()});
        CAPTURE(outcome.findings());
        CHECK(outcome.totals().errors == 0);
        CHECK(outcome.totals().rejected == 0);
        ++valid;
    }
    CHECK(valid == 13); // of the 34 with that label; the others are other transactions or other versions
}

TEST_CASE("every file of the shared samples has an entry in the summary") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    auto const outcome = run_paths({shared_samples().string()}, {2});
    CHECK(outcome.error == "");
    std::set<std::string> seen;
    for (auto const& input : outcome.summary.inputs) seen.insert(input.path);
    for (auto const& entry : fs::recursive_directory_iterator(shared_samples()))
        if (entry.is_regular_file() && entry.path().filename().native().front() != '.') CHECK(seen.count(entry.path().string()) == 1);
}

// ---- bad input ---------------------------------------------------------------------------------------------------------------------

TEST_CASE("a file cut off at any byte is answered") {
    auto const text = sample("837p-cob.edi");
    for (std::size_t length = 0; length < text.size(); length += length < 400 ? 7 : 41) {
        CAPTURE(length);
        auto const outcome = run_text(text.substr(0, length));
        CHECK(outcome.error == "");
        CHECK(outcome.totals().errors > 0);
        CHECK(outcome.totals().accepted == 0);
        check_reconciled(outcome);
    }
}

TEST_CASE("what is no X12 is unreadable and said to be") {
    std::string binary;
    for (int i = 0; i < 5000; ++i) binary += static_cast<char>(i * 7 + i / 256);
    for (std::string const& text : {std::string(), std::string("  \r\n"), binary, std::string(3000, '\0'), std::string("hello world"),
                                    std::string("ISA"), std::string("\x1f\x8b\x08\0\0", 5)}) {
        auto const outcome = run_text(text);
        REQUIRE(outcome.summary.inputs.size() == 1);
        CHECK(!outcome.summary.inputs[0].readable);
        CHECK(outcome.summary.inputs[0].reason != "");
        CHECK(outcome.totals().errors == 1);
    }
}

TEST_CASE("delimiters equal to each other cannot be read, the next interchange can") {
    auto const good = sample("837p-clean.edi");
    auto bad = good;
    bad[104] = '*';
    auto const outcome = run_text(bad + good);
    CHECK(outcome.totals().errors == 1);
    CHECK(outcome.totals().accepted == run_text(good).totals().accepted);
}

TEST_CASE("a set without SE is rejected whole, the next set is not") {
    auto const text = sample("837p-clean.edi");
    auto const whole = run_text(text);
    auto const at = text.find("\nSE*") + 1;
    auto const outcome = run_text(text.substr(0, at) + text.substr(text.find("GE*", at)) + replaced_all(text, "000000101", "000000102"));
    CHECK(outcome.totals().claims == 2 * whole.totals().claims);
    CHECK(outcome.totals().accepted == whole.totals().accepted);
    CHECK(outcome.totals().charges_rejected == whole.totals().charges_accepted);
    CHECK(outcome.totals().interchanges == 2);
    CHECK(outcome.count("E201") == 1);
    check_reconciled(outcome);
}

TEST_CASE("a claim too large and a segment too long are passed over and counted as rejected") {
    auto const text = sample("837p-clean.edi");
    auto const whole = run_text(text);
    // In the second claim: after its CLM.
    auto const second = text.find("CLM*", text.find("CLM*") + 1);
    auto const after = text.find("~", second) + 2;
    SUBCASE("a long segment") {
        auto const bad = text.substr(0, after) + "NTE*ADD*" + std::string(300'000, 'x') + "~\n" + text.substr(after);
        for (std::size_t block : {1, 5000, 512 * 1024}) {
            auto const outcome = run_text(bad, {1, block, 16u << 20, 100'000});
            CHECK(outcome.totals().claims == whole.totals().claims);
            CHECK(outcome.totals().rejected >= 1);
            CHECK(outcome.totals().accepted + outcome.totals().rejected == whole.totals().claims);
            CHECK(outcome.totals().charges_total() == whole.totals().charges_total());
        }
    }
    SUBCASE("many segments") {
        std::string notes;
        for (int i = 0; i < 20'000; ++i) notes += "NTE*ADD*" + std::to_string(i) + "~\n";
        auto const bad = text.substr(0, after) + notes + text.substr(after);
        auto const first = run_text(bad, {1, 512 * 1024, 100'000});
        CHECK(first.totals().claims == whole.totals().claims);
        CHECK(first.totals().charges_total() == whole.totals().charges_total());
        for (std::size_t block : {1, 5000, 60'000}) CHECK(difference(first, run_text(bad, {2, block, 100'000})) == "");
    }
    SUBCASE("in the header the set goes back") {
        auto const bad = replaced(text, "BHT*", "BHX*" + std::string(300'000, 'x') + "~\nBHT*");
        auto const outcome = run_text(bad, {1, 4096, 16u << 20, 100'000});
        CHECK(outcome.totals().claims == whole.totals().claims);
        CHECK(outcome.totals().accepted == 0);
        CHECK(outcome.totals().charges_total() == whole.totals().charges_total());
    }
}

TEST_CASE("a segment of 100 MB without an end does not fill the memory") {
    auto const text = sample("837p-clean.edi");
    auto const at = text.find("CLM*");
    auto const outcome = run_text(text.substr(0, at) + std::string(100'000'000, 'A'));
    CHECK(outcome.error == "");
    CHECK(outcome.totals().errors > 0);
}

TEST_CASE("what a rule finds without end in one claim or level is told a thousand times") {
    auto const text = sample("837p-clean.edi");
    std::string garbage;
    for (int i = 0; i < 3000; ++i) garbage += "ZZZ*1~\n";
    for (char const* before : {"LX*", "N3*"}) { // in the first claim, in the first provider
        CAPTURE(before);
        auto const bad = replaced(text, before, garbage + before);
        auto const first = run_text(bad);
        CHECK(first.error == "");
        CHECK(first.totals().errors < 1100);
        CHECK(first.totals().rejected >= 1);
        CHECK(first.findings().find("is not told") != std::string::npos);
        check_reconciled(first);
        for (auto const& settings : other_ways) CHECK(difference(first, run_text(bad, settings)) == "");
    }
}

TEST_CASE("broken headers without end make many small blocks, with the same result") {
    auto const text = sample("837p-clean.edi");
    auto const repeated = [](std::string_view segment, int times) {
        std::string all;
        while (times--) all += segment;
        return all;
    };
    struct {
        char const *before, *segment;
    } const cases[]{{"ST*", "ST~"}, {"GS*", "GS~"}, {"GS*", "GE~"}, {"HL*2", "HL~"}, {"SE*", "CLM~"}, {"SE*", "SE~"}};
    for (auto const& [before, segment] : cases) {
        CAPTURE(segment);
        auto const bad = replaced(text, before, repeated(segment, 4500) + before);
        auto const first = run_text(bad);
        CHECK(first.error == "");
        CHECK(first.totals().errors > 0);
        check_reconciled(first);
        CHECK(difference(first, run_text(bad, {2, 20'000})) == "");
        CHECK(difference(first, run_text(bad, {8, 16 * 1024 * 1024})) == "");
    }
}

TEST_CASE("UTF-16 is unreadable and said to be") {
    std::string wide = "\xFF\xFE";
    for (char const c : sample("837p-clean.edi")) {
        wide += c;
        wide += '\0';
    }
    auto const outcome = run_text(wide);
    REQUIRE(outcome.summary.inputs.size() == 1);
    CHECK_FALSE(outcome.summary.inputs[0].readable);
    CHECK(outcome.summary.inputs[0].reason.find("UTF-16") != std::string::npos);
}

TEST_CASE("broken headers without end are told so many times, all counted, however cut") {
    auto const text = sample("837p-clean.edi");
    std::string broken;
    for (int i = 0; i < 12'000; ++i) broken += "ST*837*1*005010X222A1~SE*2*1~";
    auto const bad = text.substr(0, text.find("ST*")) + broken;
    auto const first = run_text(bad);
    CHECK(first.count("E207") == 10'000);
    CHECK(first.totals().errors > 24'000);
    CHECK(first.files.at("in.edi.report.txt").find("E207 set-without-claims was found 12000 times") != std::string::npos);
    CHECK(difference(first, run_text(bad, {2, 3000})) == "");
}

TEST_CASE("a claim below a level that no guide has is not its neighbour's, however the set is cut") {
    auto const text = sample("837p-cob.edi");
    auto const second = text.find("*22*", text.find("*22*") + 1);
    REQUIRE(second != std::string::npos);
    std::string bad = text;
    bad.replace(second, 4, "*99*");
    auto const first = run_text(bad);
    CHECK(first.count("S009") == 1);
    for (std::size_t const block : {1, 300, 2000}) CHECK(difference(first, run_text(bad, {1, block})) == "");
}

TEST_CASE("the claims of a set outside of any group are counted and rejected, whatever comes after it") {
    auto const text = sample("837p-clean.edi");
    auto const whole = run_text(text);
    auto const gs = text.find("GS*"), st = text.find("ST*"), se = text.find("\nSE*") + 1, ge = text.find("GE*"), iea = text.find("IEA*");
    std::string const isa = text.substr(0, gs), set = text.substr(st, se - st);
    for (std::string const& after : {std::string(), text.substr(se, ge - se), text.substr(iea), text, text.substr(gs)}) {
        CAPTURE(after.substr(0, 3));
        auto const outcome = run_text(isa + set + after);
        auto const later = after.find("CLM*") == std::string::npos ? std::uint64_t{0} : whole.totals().claims;
        CHECK(outcome.totals().claims == whole.totals().claims + later);
        CHECK(outcome.totals().accepted <= later);
        CHECK(outcome.totals().charges_rejected >= whole.totals().charges_total());
        CHECK(difference(outcome, run_text(isa + set + after, {1, 1})) == "");
    }
}

TEST_CASE("a TA1 inside a set outside of any group is counted as a segment of the set") {
    auto const text = sample("837p-clean.edi");
    auto const bad = text.substr(0, text.find("GS*")) + replaced(text.substr(text.find("ST*")), "NM1*41", "TA1*1~\nNM1*41");
    auto const outcome = run_text(bad);
    CHECK(outcome.totals().segments == static_cast<std::uint64_t>(std::count(bad.begin(), bad.end(), '~')));
    CHECK(outcome.count("E203") == 1); // SE01 does not count the TA1
}

TEST_CASE("odd values are findings, not failures") {
    auto const text = sample("837p-clean.edi");
    auto const clm = text.find("CLM*");
    auto const charge = text.find('*', text.find('*', clm) + 1) + 1;
    auto const end = text.find('*', charge);
    for (std::string const& value : {std::string(400, '9'), std::string("-5"), std::string("1E2"), std::string("1E999999999"),
                                     std::string("abc"), std::string("\xff\xfe\x80"), std::string(), std::string("0.005")}) {
        auto const outcome = run_text(text.substr(0, charge) + value + text.substr(end));
        CHECK(outcome.error == "");
        CHECK(outcome.totals().errors > 0);
        CHECK(outcome.totals().rejected >= 1);
        check_reconciled(outcome);
    }
}

TEST_CASE("claims of a guide that is not checked are counted and rejected") {
    auto const text = replaced_all(sample("837p-clean.edi"), "005010X222A1", "004010X098A1");
    auto const whole = run_text(sample("837p-clean.edi"));
    auto const outcome = run_text(text);
    CHECK(outcome.totals().claims == whole.totals().claims);
    CHECK(outcome.totals().lines == whole.totals().lines);
    CHECK(outcome.totals().accepted == 0);
    CHECK(outcome.totals().charges_rejected == whole.totals().charges_total());
}

TEST_CASE("other errata of a guide are checked with the nearest outline") {
    for (char const* version : {"005010X222", "005010X222A2"}) {
        auto const outcome = run_text(replaced_all(sample("837p-clean.edi"), "005010X222A1", version));
        CHECK(outcome.totals().rejected == 0);
        CHECK(outcome.totals().warnings == 1);
    }
    for (char const* version : {"005010X223", "005010X223A1", "005010X223A3"}) {
        auto const outcome = run_text(replaced_all(sample("837i-clean.edi"), "005010X223A2", version));
        CHECK(outcome.totals().rejected == 0);
        CHECK(outcome.totals().warnings == 1);
    }
}

TEST_CASE("an output directory that cannot be written to is an error and leaves nothing that looks whole") {
    TemporaryDirectory const in;
    write_file(in / "a.edi", sample("837p-clean.edi"));
    write_file(in / "blocked", "a file where a directory is wanted");
    engine::RunOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector{in / "a.edi"}));
    options.writer.directory = in / "blocked/out";
    auto const result = engine::run(default_policy(), std::move(options));
    CHECK(result.error != "");
}

TEST_CASE("results of an earlier run are not written over unasked") {
    TemporaryDirectory const in;
    write_file(in / "a.edi", sample("837p-clean.edi"));
    auto const run_once = [&](bool replace) {
        engine::RunOptions options;
        options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector{in / "a.edi"}));
        options.writer.directory = in / "out";
        options.writer.replace = replace;
        return engine::run(default_policy(), std::move(options));
    };
    CHECK(run_once(false).error == "");
    auto const refused = run_once(false);
    CHECK(refused.wrong_use);
    CHECK(refused.error.find("--overwrite") != std::string::npos);
    CHECK(run_once(true).error == "");
}

TEST_CASE("an output never replaces an input") {
    TemporaryDirectory const in;
    auto const text = sample("837p-clean.edi");
    write_file(in / "findings.csv", text);
    engine::RunOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector{in.path().string()}));
    options.writer.directory = in.path().string();
    options.writer.replace = true;
    auto const refused = engine::run(default_policy(), std::move(options));
    CHECK(refused.wrong_use);
    CHECK(refused.error.find("findings.csv is an input") != std::string::npos);
    CHECK(read_file(in / "findings.csv") == text);
}

TEST_CASE("text around interchanges is told alike however it is cut, and stays with its file") {
    auto const text = sample("837p-clean.edi");
    auto const bad = text + "stray ISA*00*" + std::string(300, 'x') + "ISA*00*" + std::string(3000, 'y') + " ISA*~" + text;
    auto const first = run_text(bad);
    CHECK(first.totals().interchanges == 2);
    for (auto const& settings : other_ways) CHECK(difference(first, run_text(bad, settings)) == "");

    TemporaryDirectory const in;
    write_file(in / "a.txt", "no X12 at all");
    write_file(in / "b.edi", text);
    auto const both = run_paths({in.path().string()});
    CHECK(both.totals().errors == 1);
    CHECK(both.totals().warnings == 0);
}

TEST_CASE("a file that ends inside a segment is told alike however it is cut") {
    auto const text = sample("837p-wrong-units.edi");
    auto const bad = text.substr(0, text.rfind("SV1*") + 6);
    auto const first = run_text(bad);
    for (auto const& settings : other_ways) CHECK(difference(first, run_text(bad, settings)) == "");
}
