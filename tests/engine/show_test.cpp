// `show`: every segment of any file, in order, whatever the file is; and the findings of the check below them.
#include <doctest/doctest.h>

#include <random>

#include "engine/read/text_walk.hpp"
#include "engine/report/utf8.hpp"
#include "engine/show/show.hpp"
#include "tests/engine/packed.hpp"
#include "tests/engine/run_files.hpp"
#include "tests/engine/test_files.hpp"

using namespace engine_test;
using engine::show::Selection;

namespace {

struct Printed {
    std::string text;
    engine::show::ShowResult result;
    bool has(std::string_view part) const { return text.find(part) != std::string::npos; }
    std::size_t count(std::string_view part) const {
        std::size_t n = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
        return n;
    }
};

Selection brief() {
    Selection selection;
    selection.elements = false;
    return selection;
}

Printed show(std::string const& text, Selection selection = brief(), bool annotate = false, std::size_t block_size = 512 * 1024) {
    TemporaryDirectory const in;
    write_file(in / "in", text);
    Printed printed;
    engine::show::ShowOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{in / "in"}));
    options.limits.block_size = block_size;
    options.selection = std::move(selection);
    options.policy = annotate ? &default_policy() : nullptr;
    options.cross_claim_memory = std::size_t{1} << 30;
    options.processed = edi::day_of(2026, 11, 24);
    options.write = [&](std::string_view part) {
        printed.text.append(part);
        return true;
    };
    printed.result = engine::show::show(std::move(options));
    return printed;
}

/// The segments of a text, as the mask walks through it.
std::vector<std::string> segments_of(std::string_view text) {
    std::vector<std::string> list;
    engine::read::TextWalk walk;
    while (!text.empty()) {
        auto const token = walk.next(text, true);
        using Kind = engine::read::TextToken::Kind;
        if (token.kind == Kind::isa || token.kind == Kind::segment) list.emplace_back(text.substr(0, token.length));
        text.remove_prefix(token.size);
    }
    return list;
}

/// How many of `wanted` stand in `text` in their order, as they are printed.
std::size_t found_in_order(std::vector<std::string> const& wanted, std::string_view text) {
    std::size_t found = 0, at = 0;
    for (std::string const& each : wanted) {
        std::string shown;
        std::string_view segment = each;
        while (!segment.empty() && (segment.back() == '\r' || segment.back() == '\n')) segment.remove_suffix(1);
        engine::report::append_printable(segment, shown);
        auto const next = text.find(shown, at);
        if (next == std::string_view::npos) break;
        at = next + shown.size();
        ++found;
    }
    return found;
}

} // namespace

TEST_CASE("every segment of every file is shown, in order, however it comes in, and the findings are those of the check") {
    bool shared = false;
    std::size_t files = 0, errors = 0;
    for (auto const& path : sample_files(shared)) {
        CAPTURE(path.string());
        std::string const text = read_file(path);
        auto const wanted = segments_of(text);
        Printed const shown = show(text);
        CHECK(shown.result.shown.segments == wanted.size());
        CHECK(found_in_order(wanted, shown.text) == wanted.size());
        CHECK(show(text, brief(), false, 700).text == shown.text);
        auto const checked = run_files({text});
        Printed const annotated = show(text, brief(), true);
        CHECK(annotated.result.shown.errors == checked.totals().errors);
        CHECK(annotated.count("error[") == checked.totals().errors);
        CHECK(annotated.count("warning[") == checked.totals().warnings);
        CHECK(annotated.count("advice[") == checked.totals().advice);
        CHECK(found_in_order(wanted, annotated.text) == wanted.size());
        ++files;
        errors += checked.totals().errors;
    }
    CHECK(files > 10);
    CHECK(errors > 100);
    if (!shared) MESSAGE("skipped: no shared samples at " << shared_samples().string() << " (set SCRUB837_SHARED)");
}

TEST_CASE("loops, segments and elements are named and indented by the guide") {
    Printed const shown = show(sample("837p-clean.edi"), {});
    CHECK(shown.has("               |         2010AA billing provider\n"
                    "      8 2010AA |           NM1*85*2*RIVERBEND INFUSION CLINIC*****XX*1300200015  billing provider name\n"
                    "               |               NM101      85                            role of the party\n"));
    CHECK(shown.has("               |                 CLM05-1    11                            place of service or facility\n"));
    CHECK(shown.has("     ST*837*0001*005010X222A1                        837P\n"));
    CHECK(shown.has("ISA16      :                             component separator\n"));
    CHECK_FALSE(shown.has("NM104      \n")); // what is empty has no line
}

TEST_CASE("sets without an outline are indented by HL, and a segment without a place says so") {
    Printed const old = show(replaced_all(sample("837p-clean.edi"), "005010X222A1", "004010X098A1"));
    CHECK(old.has("|       HL*1**20*1 "));
    CHECK(old.has("|         NM1*85*2*RIVERBEND INFUSION CLINIC"));
    CHECK(old.has("|         HL*2*1*22*0 "));
    CHECK(old.has("|           SBR*P*"));
    CHECK(
        show(replaced(sample("837p-clean.edi"), "SV1*", "ZZ9*1~SV1*")).has("ZZ9*1                                           has no place"));
    std::string deep = sample("837p-clean.edi").substr(0, sample("837p-clean.edi").find("HL*1"));
    deep = replaced_all(deep, "005010X222A1", "004010X098A1");
    for (int i = 1; i < 3000; ++i) deep += "HL*" + std::to_string(i) + "*" + std::to_string(i - 1) + "*22~";
    for (std::string const& line : {show(deep).text}) CHECK(line.find(std::string(60, ' ') + "HL*") == std::string::npos);
}

TEST_CASE("a claim is shown with the levels above it, each level once") {
    std::vector<ClaimText> claims(3);
    claims[1].number = "B2";
    std::string const text = file_of(claims);
    Selection one = brief();
    one.claim = "A1";
    Printed const shown = show(text, one);
    CHECK(shown.result.shown.claims == 2);
    CHECK(shown.count("CLM*A1*") == 2);
    CHECK_FALSE(shown.has("CLM*B2"));
    CHECK(shown.count("NM1*85*") == 1);
    CHECK(shown.count("NM1*IL*") == 2);
    CHECK(shown.has("interchange 000000101, group 101, set 0001\nclaim 1 \"A1\"\n"));
    CHECK(shown.has("claim 3 \"A1\"\n"));
    one.loop = edi::LoopId::L2010BA;
    Printed const loop = show(text, one);
    CHECK(loop.count("NM1*IL*") == 2);
    CHECK_FALSE(loop.has("CLM*"));
    one.claim = "C3";
    CHECK(show(text, one).result.shown.claims == 0);
    CHECK(show(text, one).text.empty());
}

TEST_CASE("errors of levels that are not shown do not count") {
    std::vector<ClaimText> claims(2);
    claims[1].number = "B2";
    std::string text = file_of(claims);
    text.erase(text.find("N3*77 QUARRY"), text.find("DMG*") - text.find("N3*77 QUARRY")); // of the first subscriber
    Selection one = brief();
    one.claim = "B2";
    Printed const shown = show(text, one, true);
    CHECK(shown.result.shown.errors == 0);
    CHECK(show(text, brief(), true).result.shown.errors > 0);
    one.claim = "A1";
    CHECK(show(text, one, true).result.shown.errors > 0);
}

TEST_CASE("a loop is shown with the loops below it") {
    Selection line = brief();
    line.loop = edi::LoopId::L2400;
    Printed const shown = show(sample("837p-cob.edi"), line);
    CHECK(shown.has("LX*1"));
    CHECK(shown.has("LIN**N4*"));
    CHECK(shown.has("SVD*PMH01"));
    CHECK_FALSE(shown.has("CLM*"));
    CHECK_FALSE(shown.has("ISA*"));
}

TEST_CASE("with a mask nobody is shown, and nothing else is changed") {
    Selection hidden;
    hidden.mask = true;
    Printed const shown = show(sample("837p-clean.edi"), hidden, true);
    for (std::string_view const name : {"RB-1001", "RIVERBEND", "1300200015", "LANTERN", "SPRINGFIELD", "19580214"})
        CHECK_FALSE(shown.has(name));
    CHECK(shown.has("HI*ABK:"));
    CHECK(shown.has("DMG*D8*xxxxxxxx*F"));
    Selection one = hidden;
    one.claim = "RB-1001";
    Printed const claim = show(sample("837p-clean.edi"), one);
    CHECK(claim.result.shown.claims == 1);
    CHECK(claim.has("claim 1 \"xx-xxxx\""));
}

TEST_CASE("broken files are shown too") {
    std::string const text = sample("837p-cob.edi");
    CHECK(show("hello\nworld\n").result.unreadable.size() == 1);
    CHECK(show("hello\nworld\n").has("| hello"));
    CHECK(show("").text.empty());
    CHECK(show(gzip(text)).text == show(text).text);
    CHECK(show(gzip(text).substr(0, 300)).result.unreadable.size() == 1);
    CHECK(show("To whom it may concern\n" + text).has("To whom it may concern"));
    std::string const long_segment = replaced(text, "CLM*", "NTE*ADD*" + std::string(3 << 20, 'A') + "~CLM*");
    CHECK(show(long_segment).has("part of a segment that is too long"));
    CHECK(show(long_segment, brief(), true).has("error[E"));
    std::mt19937 random(837);
    for (int i = 0; i < 100; ++i) {
        std::string broken = text;
        for (int j = 0; j < 20; ++j) broken[random() % broken.size()] = static_cast<char>(random());
        Printed const once = show(broken, {}, true);
        CHECK(engine::report::is_printable(replaced_all(once.text, "\n", "")));
        CHECK(show(broken, {}, true, 512).text.size() > 0);
    }
}

TEST_CASE("who has seen enough stops the reading") {
    std::size_t parts = 0;
    TemporaryDirectory const in;
    write_file(in / "in", sample("837p-cob.edi"));
    engine::show::ShowOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{in / "in"}));
    options.write = [&](std::string_view) { return ++parts < 3; };
    engine::show::show(std::move(options));
    CHECK(parts == 3);
}
