// What answers say of envelopes that are wrong in themselves: nothing that nobody sent is named, and every answer passes its own guide.
#include <doctest/doctest.h>

#include "engine/run_support.hpp"

using namespace engine_test;

namespace {

bool has(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

std::string answer(Outcome const& outcome, std::string const& kind) {
    auto const found = outcome.files.find("in.edi." + kind + ".edi");
    return found == outcome.files.end() ? "" : found->second;
}

/// Runs, and reads all answers back: they have no finding.
Outcome run_and_read_back(std::string const& text) {
    auto const outcome = run_text(text);
    CHECK(outcome.error == "");
    for (auto const* kind : {"ta1", "999", "277ca"})
        if (auto const written = answer(outcome, kind); !written.empty()) {
            CAPTURE(written);
            CHECK(run_text(written).findings() == "");
        }
    Settings cut;
    cut.block_size = 200;
    cut.threads = 3;
    CHECK(run_text(text, cut).files == outcome.files);
    return outcome;
}

std::string const clean = sample("837p-clean.edi");
constexpr std::string_view st = "ST*837*0001*005010X222A1~", gs = "GS*HC*RIVERBEND*CLEARWAY*20261102*0915*101*X*005010X222A1~";

} // namespace

TEST_CASE("values of an ISA that no answer can have") {
    auto outcome = run_and_read_back(replaced(clean, "*000000101*0*T", "*00000A101*0*T"));
    CHECK(has(answer(outcome, "ta1"), "TA1*000000000*261102*0915*R*018~"));
    outcome = run_and_read_back(replaced(clean, "*ZZ*CLEARWAY", "*QQ*CLEARWAY"));
    CHECK(has(answer(outcome, "ta1"), "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND"));
    CHECK(has(answer(outcome, "ta1"), "*R*007~"));
    outcome = run_and_read_back(replaced(clean, "*261102*0915*^", "*261102*2515*^"));
    CHECK(has(answer(outcome, "ta1"), "TA1*000000101*261102*0000*R*015~"));
    outcome = run_and_read_back(replaced(clean, "*261102*0915*^", "*261342*0915*^"));
    CHECK(has(answer(outcome, "ta1"), "TA1*000000101*261124*0915*R*014~"));
}

TEST_CASE("values of a GS or ST that no 999 can have") {
    for (std::string_view const kind : {"AG", "XX", ""}) {
        auto const outcome = run_and_read_back(replaced(clean, "GS*HC*", "GS*" + std::string(kind) + "*"));
        CHECK(outcome.totals().accepted == 0);
        CHECK(answer(outcome, "999") == "");
        CHECK(has(answer(outcome, "ta1"), "*R*024~")); // there is no other group
        CHECK(has(answer(outcome, "277ca"), "STC*A3:684*"));
    }
    for (std::string_view const number : {"A101", "1234567890"}) {
        auto text = replaced(clean, "*0915*101*X*", "*0915*" + std::string(number) + "*X*");
        auto const outcome = run_and_read_back(replaced(text, "GE*1*101~", "GE*1*" + std::string(number) + "~"));
        CHECK(has(answer(outcome, "999"), "AK1*HC*0*005010X222A1~\nAK9*R*1*1*0*6~"));
    }
    for (std::string_view const kind : {"838", "XXX", "83", ""}) {
        auto const outcome = run_and_read_back(replaced(clean, "ST*837*", "ST*" + std::string(kind) + "*"));
        CHECK(has(answer(outcome, "999"), "AK2*837*0001*005010X222A1~\nIK5*R*6*1~\nAK9*R*"));
    }
    for (std::string_view const number : {"1", "0001000100"}) {
        auto text = replaced(clean, st, "ST*837*" + std::string(number) + "*005010X222A1~");
        auto const outcome = run_and_read_back(replaced(text, "SE*88*0001", "SE*86*" + std::string(number)));
        CHECK(has(answer(outcome, "999"), "AK2*837*0000*005010X222A1~\n"));
        CHECK(has(answer(outcome, "999"), "IK5*R*7"));
    }
}

TEST_CASE("elements of a GS: the group is rejected, the TA1 says 024, and the other group is not touched") {
    auto const group = clean.substr(clean.find("GS*"), clean.find("IEA*") - clean.find("GS*"));
    auto const other = replaced(replaced(group, "*101*X*", "*102*X*"), "GE*1*101~", "GE*1*102~");
    auto const text = replaced(replaced(clean, "IEA*1*", other + "IEA*2*"), "*20261102*0915*101*", "*20261102*2515*101*");
    auto const outcome = run_and_read_back(text);
    CHECK(outcome.count("E110") == 1);
    CHECK(outcome.totals().accepted == 3);
    CHECK(outcome.totals().rejected == 3);
    CHECK(has(answer(outcome, "ta1"), "*E*024~"));
    CHECK(has(answer(outcome, "999"), "AK1*HC*101*005010X222A1~\nAK9*R*1*1*0~\n"));
    CHECK(has(answer(outcome, "999"), "AK1*HC*102*005010X222A1~\nAK2*837*0001*005010X222A1~\nIK5*A~\nAK9*A*1*1*1~\n"));
}

TEST_CASE("a set in a group of another kind is rejected alone") {
    auto const stray = "ST*835*0009*005010X221A1~\nSE*2*0009~\n";
    auto const outcome = run_and_read_back(replaced(clean, "GE*1*101~", stray + std::string("GE*2*101~")));
    CHECK(outcome.totals().accepted == 3);
    CHECK(has(answer(outcome, "999"), "AK2*835*0009*005010X221A1~\nIK5*R*1*18~\nAK9*P*2*2*1~\n"));
}

TEST_CASE("segments outside of sets and groups: who is told what") {
    auto const claim = "CLM*LOST*55***11:B:1*Y*A*Y*Y~\n";
    auto outcome = run_and_read_back(replaced(clean, "ST*837*", claim + std::string("ST*837*")));
    CHECK(has(outcome.findings(), "segments outside of any transaction set: 1; claims among them, which are rejected and in no 277CA: 1"));
    CHECK(has(answer(outcome, "999"), "AK1*HC*101*005010X222A1~\nAK9*R*1*1*0~\n"));
    CHECK(has(answer(outcome, "ta1"), "*E*022~"));
    CHECK(outcome.totals().rejected == 4);

    outcome = run_and_read_back(replaced(clean, "GS*HC*", claim + std::string("GS*HC*")));
    CHECK(has(outcome.findings(), "segments outside of any group: 1; claims among them"));
    CHECK(answer(outcome, "999") == "");
    CHECK(has(answer(outcome, "ta1"), "*R*024~"));
}

TEST_CASE("an interchange whose sets are all outside of groups is rejected, one with a group besides is not") {
    auto const bare = replaced(replaced(replaced(clean, std::string(gs) + "\n", ""), "GE*1*101~\n", ""), "IEA*1*", "IEA*0*");
    auto outcome = run_and_read_back(bare);
    CHECK(has(answer(outcome, "ta1"), "*R*024~"));
    CHECK(answer(outcome, "999") == "");
    CHECK(outcome.totals().rejected == 3);
    CHECK(has(answer(outcome, "277ca"), "STC*A3:684*"));

    auto const set = clean.substr(clean.find("ST*"), clean.find("\nGE*") + 1 - clean.find("ST*"));
    outcome = run_and_read_back(replaced(clean, "GS*HC*", set + "GS*HC*"));
    CHECK(has(answer(outcome, "ta1"), "*E*024~"));
    CHECK(has(answer(outcome, "999"), "AK9*A*1*1*1~"));
    CHECK(outcome.totals().accepted == 3);
    CHECK(outcome.totals().rejected == 3);
}

TEST_CASE("empty groups and interchanges are told, and accepted") {
    auto outcome = run_and_read_back(replaced(clean, "IEA*1*", replaced(std::string(gs), "*101*", "*102*") + "\nGE*0*102~\nIEA*2*"));
    CHECK(outcome.count("E111") == 1);
    CHECK(has(answer(outcome, "999"), "AK1*HC*102*005010X222A1~\nAK9*A*0*0*0~\n"));
    outcome = run_and_read_back(clean.substr(0, clean.find("GS*")) + "IEA*0*000000101~\n");
    CHECK(outcome.count("E018") == 1);
    CHECK(has(answer(outcome, "ta1"), "TA1*000000101*261102*0915*E*024~"));
}

TEST_CASE("where an ISA was seen, the file is not said to have none") {
    auto const cut = run_text(clean.substr(0, 60));
    CHECK(cut.count("E007") == 1);
    CHECK(cut.count("E002") == 0);
    CHECK_FALSE(cut.summary.inputs.at(0).readable);
    auto const unreadable = run_text(replaced(clean, ":~", "~~"));
    CHECK(unreadable.count("E008") == 1);
    CHECK(unreadable.count("E002") == 0);
}

// ---- a file that was cut off, with another one behind it --------------------------------------------------------------------------

TEST_CASE("a file that was cut off anywhere does not swallow the one behind it") {
    auto const next = replaced_all(clean, "000000101", "000000202");
    auto other = replaced_all(next, "~\n", "!");
    for (char& c : other) c = c == '*' ? '|' : c == ':' ? '>' : c == '^' ? '{' : c;
    std::size_t cuts = 0;
    for (std::string const& second : {next, other})
        for (std::string_view const gap : {"\n", "", "\r\n"})
            for (std::size_t at = 150; at < clean.size() - 1; at += 61) {
                auto const first = clean.substr(0, at);
                if (first.ends_with('~') || first.ends_with('\n')) continue; // not inside of a segment
                CAPTURE(first.substr(first.size() - 20));
                auto const outcome = run_text(first + std::string(gap) + second);
                auto const alone = run_text(first);
                ++cuts;
                CHECK(outcome.totals().interchanges == 2);
                CHECK(outcome.totals().accepted == 3);
                CHECK(outcome.totals().claims == 3 + alone.totals().claims);
                CHECK(outcome.count("E004") == 1);
                auto const& ta1 = answer(outcome, "ta1");
                CHECK(has(ta1, "TA1*000000101*261102*0915*R*023~"));
                CHECK_FALSE(has(ta1, "000000202"));
            }
    CHECK(cuts > 100);
}

TEST_CASE("the same however it is cut into blocks, and split") {
    auto const next = replaced_all(clean, "000000101", "000000202");
    for (std::size_t const at : {500u, 1500u, 2900u, 4000u}) {
        if (at >= clean.size()) continue;
        auto const text = clean.substr(0, at) + "\n" + next;
        Settings settings;
        settings.split = true;
        auto const whole = run_text(text, settings);
        CHECK(whole.error == "");
        for (std::size_t const block : {1, 130, 1000, 4000}) {
            settings.block_size = block;
            settings.threads = 2;
            CHECK(run_text(text, settings).files == whole.files);
        }
        CHECK(run_text(whole.files.at("in.edi.accepted.edi")).totals().accepted == 3);
    }
}

TEST_CASE("the letters ISA in data are data") {
    for (std::string_view const note : {"ISA", "ISA*00*", "PATIENT ISA 00", "ISA|00|          |00|"}) {
        auto const text = replaced(clean, "REF*D9*CW0000001001~", "REF*D9*CW0000001001~\nNTE*ADD*" + std::string(note) + "~");
        auto const outcome = run_text(text);
        CHECK(outcome.totals().interchanges == 1);
        CHECK(outcome.count("E004") == 0);
    }
    // Text in front of an ISA is no segment that was cut off.
    auto const stray = run_text(clean + "stray text " + clean.substr(0, clean.find("GS*")) + "IEA*0*000000101~\n");
    CHECK(stray.count("E004") == 0);
    CHECK(stray.count("E003") == 1);
}

TEST_CASE("service lines that have lost their CLM are counted with --split") {
    auto text = replaced(clean, "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~\n", "");
    Settings settings;
    settings.split = true;
    auto const outcome = run_text(text, settings);
    CHECK(outcome.error == "");
    CHECK(has(outcome.files.at("summary.json"), "\"lines_without_claim\":1"));
    CHECK(has(outcome.files.at("summary.txt"), "1 service line that lost its CLM"));
    auto const whole = run_text(clean, settings);
    CHECK(has(whole.files.at("summary.json"), "\"lines_without_claim\":0"));
}
