// The 999 and the TA1 through whole runs, byte for byte.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "edi/text/segments.hpp"
#include "engine/run_support.hpp"
#include "rules/registry.hpp"

using namespace engine_test;

namespace {

/// The text with each SE01 as it must be.
std::string counted(std::string const& text) {
    std::string out;
    std::size_t segments = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::string line = text.substr(at, end - at);
        segments = line.starts_with("ST*") ? 1 : segments + 1;
        if (line.starts_with("SE*")) line = "SE*" + std::to_string(segments) + line.substr(line.find('*', 3));
        out += line;
        at = end;
    }
    return out;
}

std::string changed(std::string_view what, std::string_view with) {
    return counted(replaced(sample("837p-clean.edi"), what, with));
}

std::string answer(Outcome const& outcome, std::string const& kind) {
    auto const found = outcome.files.find("in.edi." + kind + ".edi");
    return found == outcome.files.end() ? "" : found->second;
}

/// What the 999 says between the AK1 and the SE.
std::string body(std::string const& text, Settings const& settings = {}) {
    auto const outcome = run_text(text, settings);
    CHECK(outcome.error == "");
    std::string const whole = answer(outcome, "999");
    auto const begin = whole.find("\nAK1*");
    if (begin == std::string::npos) return "";
    auto const from = whole.find('\n', begin + 1) + 1;
    return whole.substr(from, whole.find("\nSE*", begin) + 1 - from);
}

/// TA104 and TA105: "R*021"; empty when there is no TA1.
std::string ta1(std::string const& text) {
    auto const outcome = run_text(text);
    CHECK(outcome.error == "");
    std::string const whole = answer(outcome, "ta1");
    auto const begin = whole.find("\nTA1*");
    if (begin == std::string::npos) return "";
    CHECK(whole.find("\nTA1*", begin + 1) == std::string::npos);
    auto const end = whole.find('~', begin);
    return whole.substr(end - 5, 5);
}

std::string const own_set = "AK2*837*0001*005010X222A1~\n";

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

/// Whether a line that begins with `begin` has `what` behind that.
bool has_line(std::string_view text, std::string_view begin, std::string_view what) {
    for (std::size_t at = 0; at < text.size();) {
        auto const line = text.substr(at, text.find('\n', at) - at);
        if (line.starts_with(begin) && line.find(what, begin.size()) != std::string_view::npos) return true;
        at += line.size() + 1;
    }
    return false;
}

/// Counts and control numbers of an answer's envelopes and sets. Returns its interchanges.
std::size_t check_envelopes(std::string const& answer) {
    std::string const text = usual(answer);
    std::size_t interchanges = 0, groups = 0, sets = 0, segments = 0;
    std::string isa, gs, st;
    if (text.empty()) return 0;
    edi::SegmentTable table;
    table.assign(text, {});
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        auto const segment = table[i];
        auto const id = segment.id_text();
        ++segments;
        if (id == "ISA") {
            ++interchanges;
            groups = 0;
            isa = segment.element(13);
            CHECK(segment.text().size() == 105);
            CHECK(segment.element(14) == "0");
        } else if (id == "GS") {
            ++groups;
            sets = 0;
            gs = segment.element(6);
        } else if (id == "ST") {
            ++sets;
            segments = 1;
            st = segment.element(2);
        } else if (id == "SE") {
            CHECK(segment.element(1) == std::to_string(segments));
            CHECK(segment.element(2) == st);
        } else if (id == "GE") {
            CHECK(segment.element(1) == std::to_string(sets));
            CHECK(segment.element(2) == gs);
        } else if (id == "IEA") {
            CHECK(segment.element(1) == std::to_string(groups));
            CHECK(segment.element(2) == isa);
        } else if (id == "IK3") {
            CHECK(segment.element(1).size() >= 2);
            CHECK(segment.size() == 4);
        } else if (id == "IK4") {
            CHECK(segment.element(4).size() <= 99);
        }
    }
    return interchanges;
}

} // namespace

// ---- the 999: sets --------------------------------------------------------------------------------------------------------------

TEST_CASE("999 of a clean set, whole") {
    auto const outcome = run_text(sample("837p-clean.edi"));
    CHECK(answer(outcome, "999") ==
          "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261124*0000*^*00501*000000002*0*T*:~\n"
          "GS*FA*CLEARWAY*RIVERBEND*20261124*0000*1*X*005010X231A1~\n"
          "ST*999*0001*005010X231A1~\n"
          "AK1*HC*101*005010X222A1~\n"
          "AK2*837*0001*005010X222A1~\n"
          "IK5*A~\n"
          "AK9*A*1*1*1~\n"
          "SE*6*0001~\n"
          "GE*1*1~\n"
          "IEA*1*000000002~\n");
    CHECK(answer(outcome, "ta1") == "");
    CHECK(outcome.files.count("in.edi.ta1.edi") == 0);
}

TEST_CASE("999 of a fault in one claim: the set is accepted with errors, the claim goes back in the 277CA") {
    auto const text = changed("CLM*RB-1002*685***11:B:1*", "CLM*RB-1002*685***11:Q:1*");
    CHECK(body(text) == own_set + "IK3*CLM*41*2300*8~\nCTX*CLM01:RB-1002~\nIK4*5:2*1332*7*Q~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    auto const outcome = run_text(text);
    CHECK(outcome.totals().rejected == 1);
    CHECK(outcome.totals().accepted == 2);
}

TEST_CASE("999 of a fault in the header: the set is rejected") {
    CHECK(body(changed("BHT*0019*00*", "BHT*0019*77*")) == own_set + "IK3*BHT*2**8~\nIK4*2*353*7*77~\nIK5*R*5~\nAK9*R*1*1*0~\n");
    CHECK(body(changed("NM1*40*2*CLEARWAY EXCHANGE*****46*CLEARWAY~\n", "")) == own_set + "IK3*NM1*5*1000B*3~\nIK5*R*5~\nAK9*R*1*1*0~\n");
}

TEST_CASE("999 of what is missing: due behind the segment it should follow, with the subscriber or the claim, and what demands it") {
    CHECK(body(changed("N3*410 LANTERN STREET~\n", "")) == own_set + "IK3*N3*9*2010AA*3~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~\n", "")) ==
          own_set + "IK3*NM1*18*2010BB*3~\nCTX*SUBSCRIBER NAME NM109:PM880012301~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    CHECK(
        body(changed("PAT*19~\n", "")) ==
        own_set +
            "IK3*PAT*36*2000C*3~\nCTX*SITUATIONAL TRIGGER*HL*35*2000C~\nCTX*SUBSCRIBER NAME NM109:NL550027702~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("DTP*472*D8*20261005~\n", "")) == own_set + "IK3*DTP*27*2400*3~\nCTX*CLM01:RB-1001~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("CTP****0.2*ML~\n", "")) ==
          own_set + "IK3*CTP*30*2410*3~\nCTX*SITUATIONAL TRIGGER*LIN*29*2410~\nCTX*CLM01:RB-1001~\nIK5*E*5~\nAK9*E*1*1*1~\n");
}

TEST_CASE("999 of segments and loops: IK304 of each kind") {
    auto const in_claim = [](std::string const& error) { return own_set + error + "CTX*CLM01:RB-1001~\nIK5*E*5~\nAK9*E*1*1*1~\n"; };
    std::string const before = "REF*D9*CW0000001001~\n";
    CHECK(body(changed(before, before + "ZZZ*1~\n")) == in_claim("IK3*ZZZ*22*2300*1~\n"));
    CHECK(body(changed(before, before + "BHT*1~\n")) == in_claim("IK3*BHT*22*2300*2~\n"));
    CHECK(body(changed(before, before + "REF*QQ*1~\n")) == in_claim("IK3*REF*22*2300*2~\n"));
    CHECK(body(changed(before, before + before)) == in_claim("IK3*REF*22*2300*5~\n"));
    CHECK(body(changed("NM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n",
                       "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~\nNM1*82*1*OKAFOR*NGOZI****XX*1550218733~\n")) ==
          in_claim("IK3*NM1*24*2310B*4~\n"));
    CHECK(body(changed("REF*6R*RB1001L1~\n", "REF*6R*RB1001L1~\nDTP*471*D8*20261001~\n")) == in_claim("IK3*DTP*29*2400*7~\n"));
}

TEST_CASE("999 of elements: IK403 of each kind, with the element's number and a copy of what is wrong") {
    auto const in_claim = [](std::string const& segment, std::string const& errors, std::string const& codes = "5") {
        return own_set + "IK3*" + segment + "*8~\nCTX*CLM01:RB-1001~\n" + errors + "IK5*E*" + codes + "~\nAK9*E*1*1*1~\n";
    };
    std::string const clm = "CLM*RB-1001*180***11:B:1*Y*A*Y*Y~", nm1 = "NM1*82*1*OKAFOR*NGOZI****XX*1550218733~",
                      prv = "PRV*PE*PXC*207RH0000X~";
    CHECK(body(changed(clm, "CLM*RB-1001*180***11:B:1**A*Y*Y~")) == in_claim("CLM*19*2300", "IK4*6*1073*1~\n"));
    CHECK(body(changed(nm1, "NM1*82*1*OKAFOR*NGOZI****XX~")) ==
          in_claim("NM1*23*2310B", "IK4*9*67*2~\nCTX*SITUATIONAL TRIGGER*NM1*23*2310B*8*66~\n"));
    CHECK(body(changed("REF*G1*PA20261001~", "REF*G1*PA20261001****X~")) == in_claim("REF*20*2300", "IK4*6**3*X~\n"));
    CHECK(body(changed(nm1, "NM1*82*1*OKAFOR*NGOZI****XX*1~")) == in_claim("NM1*23*2310B", "IK4*9*67*4*1~\n"));
    CHECK(body(changed("LX*1~", "LX*1234567~")) == in_claim("LX*25*2400", "IK4*1*554*5*1234567~\n"));
    CHECK(body(changed("LX*1~", "LX*A~")) == in_claim("LX*25*2400", "IK4*1*554*6*A~\n"));
    CHECK(body(changed(clm, "CLM*RB-1001*180***11:B:1*Q*A*Y*Y~")) == in_claim("CLM*19*2300", "IK4*6*1073*7*Q~\n"));
    CHECK(body(changed("DTP*472*D8*20261005~", "DTP*472*D8*20261305~")) == in_claim("DTP*27*2400", "IK4*3*1251*8*20261305~\n"));
    CHECK(body(changed(prv, "PRV*PE*PXC*207RH0000X*IL~")) == in_claim("PRV*24*2310B", "IK4*4*156*I10*IL~\n", "I5"));
    CHECK(body(changed(clm, "CLM*RB-1001*180***11:B:1:9*Y*A*Y*Y~")) == in_claim("CLM*19*2300", "IK4*5**13*11 B 1 9~\n"));
}

TEST_CASE(
    "999 of several errors in one segment: one IK3 with an IK4 each, in the order of the elements, with what is a delimiter elsewhere") {
    CHECK(body(changed("CTP****0.2*ML~", "CTP****0.2*X|:1*a~")) ==
          own_set + "IK3*CTP*30*2410*8~\nCTX*CLM01:RB-1001~\nIK4*5:1*355*7*X|~\nIK4*5:2*1018*I10*1~\nIK4*6*648*I10*a~\nIK5*E*5*I5~\nAK9*E*"
                    "1*1*1~\n");
    // Other delimiters: the usual ones are data, and come back.
    std::string const text = replaced_all(replaced_all(sample("837p-clean.edi"), "~", "!"), "*", "|");
    auto const other = answer(run_text(replaced(text, "|11:B:1|", "|11:*~:1|")), "999");
    CHECK(other.find("IK4|5:2|1332|") != std::string::npos);
    CHECK(other.find("|*~!\n") != std::string::npos);
}

TEST_CASE("999 of levels: what is wrong with HL01 to HL03 is an error of the element, told once") {
    CHECK(body(changed("HL*2*1*22*0", "HL*7*9*22*0")) == own_set + "IK3*HL*12*2000B*8~\nCTX*SUBSCRIBER NAME NM109:PM880012301~\n"
                                                                   "IK4*1*628*I12*7~\nIK4*2*734*I12*9~\nIK5*E*I5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("HL*4*3*23*0", "HL*4**23*0")) == own_set + "IK3*HL*35*2000C*8~\nCTX*SUBSCRIBER NAME NM109:NL550027702~\n"
                                                                  "IK4*2*734*1~\nIK5*E*5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("HL*1**20*1", "HL*1*4*20*1")) == own_set + "IK3*HL*6*2000A*8~\nIK4*2*734*I10*4~\nIK5*E*I5~\nAK9*E*1*1*1~\n");
    CHECK(body(changed("HL*2*1*22*0", "HL**1*22*0")) == own_set + "IK3*HL*12*2000B*8~\nCTX*SUBSCRIBER NAME NM109:PM880012301~\n"
                                                                  "IK4*1*628*1~\nIK5*E*5~\nAK9*E*1*1*1~\n");
}

TEST_CASE("999 of a set's envelope: IK502 of each kind") {
    auto const text = sample("837p-clean.edi");
    auto const set_end = text.find("\nSE*") + 1;
    std::string const rejected_group = "AK9*R*1*1*0~\n";
    CHECK(body(text.substr(0, set_end) + text.substr(text.find("GE*", set_end))) == own_set + "IK5*R*2~\n" + rejected_group);
    CHECK(body(replaced(text, "*0001~\nGE*", "*0009~\nGE*")) == own_set + "IK5*R*3~\n" + rejected_group);
    CHECK(body(replaced(text, "SE*", "SE*1")) == own_set + "IK5*R*4~\n" + rejected_group);
    CHECK(body(replaced(replaced(text, "ST*837*0001", "ST*837*01"), "*0001~\nGE*", "*01~\nGE*")).find("IK5*R*7*5~\n") != std::string::npos);
    CHECK(body(replaced(text, "ST*837*0001*005010X222A1", "ST*837*0001")) ==
          "AK2*837*0001~\nIK3*ST*1**8~\nIK4*3*1705*1~\nIK5*R*19*5~\n" + rejected_group);
    CHECK(body(replaced_all(text, "005010X222A1", "004010X098A1")) == "AK2*837*0001*004010X098A1~\nIK5*R*I6~\nAK9*R*1*1*0*2~\n");
    CHECK(body(replaced(text, "ST*837*0001*005010X222A1", "ST*837*0001*005010X222")).find("IK5*R*19~\n") != std::string::npos);
    CHECK(body(replaced(text, "ST*837*", "ST**")).find("AK2*837*0001*005010X222A1~\nIK5*R*6*1~\n") != std::string::npos);
    auto const repeated = replaced(text, "GE*1*", "ST*837*0001*005010X222A1~\nSE*2*0001~\nGE*2*");
    CHECK(body(repeated).find("IK5*R*23*") != std::string::npos);
}

// ---- the 999: groups and interchanges -----------------------------------------------------------------------------------------------

TEST_CASE("999 of three sets, one of them broken: the group is accepted in part") {
    auto const text = sample("837p-clean.edi");
    auto const begin = text.find("\nST*") + 1, end = text.find("\nGE*") + 1;
    std::string const set = text.substr(begin, end - begin);
    auto const numbered = [&](std::string const& number) { return replaced_all(set, "*0001", "*" + number); };
    std::string const in_error = counted(replaced(numbered("0002"), "*11:B:1*", "*11:Q:1*"));
    std::string const broken = replaced(numbered("0003"), "SE*", "SE*1");
    auto const file = [&](std::string const& sets, int n) {
        return text.substr(0, begin) + sets + replaced(text.substr(end), "GE*1", "GE*" + std::to_string(n));
    };
    CHECK(body(file(set + in_error + broken, 3)) ==
          own_set + "IK5*A~\nAK2*837*0002*005010X222A1~\nIK3*CLM*19*2300*8~\nCTX*CLM01:RB-1001~\nIK4*5:2*1332*7*Q~\nIK5*E*5~\n"
                    "AK2*837*0003*005010X222A1~\nIK5*R*4~\nAK9*P*3*3*2~\n");
    CHECK(body(file(set + in_error, 2)).ends_with("AK9*E*2*2*2~\n"));
    CHECK(body(file(broken, 1)).ends_with("AK9*R*1*1*0~\n"));
}

TEST_CASE("999 of a group that is rejected at its end: AK9 rejects all its sets, those without an error are not named") {
    auto const text = sample("837p-clean.edi");
    CHECK(body(replaced(text, "GE*1*101", "GE*3*101")) == "AK9*R*3*1*0*5~\n");
    CHECK(body(replaced(text, "GE*1*101", "GE*1*109")) == "AK9*R*1*1*0*4~\n");
    CHECK(body(replaced(text, "GE*1*101", "GE*X*109")) == "AK9*R*1*1*0*5*4~\n");
    CHECK(body(replaced(text, "GE*1*101~\n", "")) == "AK9*R*1*1*0*3~\n");
    CHECK(body(replaced(text, "GS*HC*", "GS*HP*")) == own_set + "IK5*R*18~\nAK9*R*1*1*0*1~\n");
}

TEST_CASE("no 999 for acknowledgements, nor for a set outside of any group") {
    auto const text = sample("837p-clean.edi");
    CHECK(answer(run_text(replaced(text, "GS*HC*", "GS*FA*")), "999") == "");
    auto const own_answer = answer(run_text(text), "999");
    auto const outcome = run_text(own_answer);
    CHECK(answer(outcome, "999") == "");
    CHECK(answer(outcome, "ta1") == "");
    CHECK(answer(run_text(replaced(own_answer, "GS*FA*", "GS*HC*")), "999") == "");
    auto const own_277ca = answer(run_text(text), "277ca");
    CHECK(answer(run_text(own_277ca), "999") == "");
    CHECK(answer(run_text(own_277ca), "277ca") == "");
    CHECK(ta1(replaced(own_277ca, "*0*T*:~", "*1*T*:~")) == "A*000");
    auto const begin = text.find("\nGS*") + 1, set = text.find("\nST*") + 1, end = text.find("\nGE*") + 1;
    auto const bare = text.substr(0, begin) + text.substr(set, end - set) + "IEA*0*000000101~\n";
    auto const without_group = run_text(bare);
    CHECK(answer(without_group, "999") == "");
    CHECK(ta1(bare) == "R*024");
    CHECK(count(answer(without_group, "277ca"), "ST*277*") == 1);
}

TEST_CASE("no 999 for an interchange that is rejected, and its number is used again") {
    auto const text = sample("837p-clean.edi");
    auto const outcome = run_text(replaced(text, "IEA*1*", "IEA*4*") + replaced_all(text, "000000101", "000000102"));
    std::string const answered = answer(outcome, "999");
    CHECK(check_envelopes(answered) == 1);
    CHECK(answered.find("IEA*1*000000004~\n") != std::string::npos);
    CHECK(answer(outcome, "ta1") ==
          "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261124*0000*^*00501*000000002*0*T*:~\n"
          "TA1*000000101*261102*0915*R*021~\n"
          "IEA*0*000000002~\n");
    CHECK(answer(run_text(text.substr(0, text.size() / 2)), "999") == "");
}

TEST_CASE("999 of several groups: a set each, in one group as long as the parties are the same") {
    auto const text = sample("837p-clean.edi");
    auto const begin = text.find("\nGS*") + 1, end = text.find("\nIEA*") + 1;
    std::string const group = text.substr(begin, end - begin);
    std::string const second = replaced_all(group, "*101", "*102"),
                      third = replaced(replaced_all(group, "*101", "*103"), "GS*HC*RIVERBEND", "GS*HC*OTHER");
    auto const outcome = run_text(text.substr(0, begin) + group + second + third + "IEA*3*000000101~\n");
    std::string const answered = answer(outcome, "999");
    CHECK(check_envelopes(answered) == 1);
    CHECK(count(answered, "ST*999*") == 3);
    CHECK(answered.find("GE*2*1~\nGS*FA*CLEARWAY*OTHER*20261124*0000*2*X*005010X231A1~\nST*999*0003*") != std::string::npos);
    CHECK(answered.find("GE*1*2~\nIEA*2*") != std::string::npos);
}

TEST_CASE("answers to one file have numbers of their own") {
    auto const text = replaced(sample("837p-clean.edi"), "*0*T*:~", "*1*T*:~");
    auto const outcome = run_text(text + replaced_all(text, "000000101", "000000102"));
    std::vector<std::string> numbers;
    for (std::string const kind : {"ta1", "999", "277ca"}) {
        std::string const answered = answer(outcome, kind);
        CHECK(check_envelopes(answered) == 2);
        for (auto at = answered.find("IEA*"); at != std::string::npos; at = answered.find("IEA*", at + 1))
            numbers.push_back(answered.substr(answered.find('*', at + 4) + 1, 9));
    }
    std::sort(numbers.begin(), numbers.end());
    CHECK(numbers == std::vector<std::string>{"000000001", "000000002", "000000003", "000000004", "000000005", "000000006"});
}

// ---- the 999: bounds ----------------------------------------------------------------------------------------------------------------

TEST_CASE("a 999 tells so many errors of a set and no more, however the set is cut") {
    std::string garbage;
    for (int i = 0; i < 12'000; ++i) garbage += "ZZZ*" + std::to_string(i) + "~\n";
    auto const text = changed("REF*D9*CW0000001001~\n", garbage);
    auto const outcome = run_text(text);
    std::string const answered = answer(outcome, "999");
    CHECK(count(answered, "IK3*ZZZ*") == 10'000);
    CHECK(answered.find("IK5*E*5~\n") != std::string::npos);
    check_envelopes(answered);
    for (std::size_t const block : {std::size_t{700}, std::size_t{60'000}})
        CHECK(answer(run_text(text, {.threads = 2, .block_size = block}), "999") == answered);
}

TEST_CASE("the same 999 for any block size, with faults in every level") {
    auto text = sample("837p-clean.edi");
    for (std::string_view const gone : {"N3*410 LANTERN STREET~\n", "PAT*19~\n", "DTP*472*D8*20261005~\n", "N3*9 HERON COURT~\n"})
        text = replaced(text, gone, "");
    text = counted(replaced(text, "HL*3*1*22*1", "HL*9*1*22*1"));
    auto const whole = body(text);
    CHECK(count(whole, "IK3*") == 6);
    for (std::size_t const block : {std::size_t{1}, std::size_t{300}, std::size_t{1500}})
        for (unsigned const threads : {1u, 4u}) CHECK(body(text, {.threads = threads, .block_size = block}) == whole);
}

TEST_CASE("AK9 of all samples ties with the input, and every answer is well formed") {
    std::vector<fs::path> roots{project() / "samples"};
    if (fs::exists(shared_samples()))
        roots.push_back(shared_samples());
    else
        MESSAGE("skipped: no " << shared_samples());
    std::size_t answered = 0;
    for (fs::path const& root : roots)
        for (auto const& entry : fs::recursive_directory_iterator(root)) {
            if (!entry.is_regular_file()) continue;
            CAPTURE(entry.path());
            auto const outcome = run_text(read_file(entry.path()));
            CHECK(outcome.error == "");
            check_envelopes(answer(outcome, "ta1"));
            std::string const text = usual(answer(outcome, "999"));
            check_envelopes(text);
            if (text.empty()) continue;
            ++answered;
            edi::SegmentTable table;
            table.assign(text, {});
            std::size_t received = 0, accepted = 0;
            for (std::uint32_t i = 0; i < table.size(); ++i) {
                auto const segment = table[i];
                if (segment.id_text() == "AK1") received = accepted = 0;
                if (segment.id_text() == "AK2") ++received;
                if (segment.id_text() == "IK5" && segment.element(1) != "R") ++accepted;
                if (segment.id_text() != "AK9") continue;
                CHECK(segment.element(3) == std::to_string(received));
                CHECK(segment.element(4) == std::to_string(accepted));
                char const verdict = accepted == received ? 'A' : accepted > 0 ? 'P' : 'R';
                CHECK((segment.element(1)[0] == verdict || (verdict == 'A' && segment.element(1) == "E")));
            }
        }
    CHECK(answered >= 9);
}

// ---- the TA1 ------------------------------------------------------------------------------------------------------------------------

TEST_CASE("TA1 that was asked for, whole; with nothing else in the file about it") {
    auto const outcome = run_text(replaced(sample("837p-clean.edi"), "*0*T*:~", "*1*T*:~"));
    CHECK(answer(outcome, "ta1") ==
          "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261124*0000*^*00501*000000003*0*T*:~\n"
          "TA1*000000101*261102*0915*A*000~\n"
          "IEA*0*000000003~\n");
    CHECK(outcome.findings() == "");
}

TEST_CASE("TA105 of each element of the ISA, in the TA1 and in the findings") {
    auto const text = sample("837p-clean.edi");
    struct Change {
        std::string_view what, with, code;
    };
    for (Change const& each : {Change{"ISA*00", "ISA*99", "010"},
                               {"ISA*00", "ISA*03", "011"},
                               {"*00*          *ZZ", "*77*          *ZZ", "012"},
                               {"*00*          *ZZ", "*01*          *ZZ", "013"},
                               {"*ZZ*RIVERBEND", "*XX*RIVERBEND", "005"},
                               {"*RIVERBEND      *", "*               *", "006"},
                               {"*ZZ*CLEARWAY ", "*XX*CLEARWAY ", "007"},
                               {"*CLEARWAY       *", "*               *", "008"},
                               {"*261102*0915*^", "*261302*0915*^", "014"},
                               {"*261102*0915*^", "*261102*2460*^", "015"},
                               {"*^*00501*", "*U*00501*", "016"},
                               {"*^*00501*", "*^*00401*", "003"},
                               {"*^*00501*", "*^*X0501*", "017"},
                               {"*00501*000000101*", "*00501*00000010A*", "018"},
                               {"*0*T*:~", "*7*T*:~", "019"},
                               {"*0*T*:~", "*0*I*:~", "020"}}) {
        CAPTURE(each.code);
        auto const wrong = replaced(text, each.what, each.with);
        bool const number = each.code == "018"; // then the IEA does not agree either
        CHECK(ta1(wrong) == "R*" + std::string(each.code));
        auto const outcome = run_text(wrong);
        CHECK(outcome.count("E010") == 1);
        CHECK(outcome.totals().errors == (number ? 2 : 1));
        CHECK(outcome.findings().find("\"ack\":[{\"kind\":\"TA1\",\"code\":\"" + std::string(each.code) + "\"}]") != std::string::npos);
        CHECK(outcome.totals().accepted == 0);
    }
}

TEST_CASE("TA1 of the other faults of an interchange") {
    auto const text = sample("837p-clean.edi");
    CHECK(ta1(replaced(text, "IEA*1*000000101", "IEA*1*000000107")) == "R*001");
    CHECK(ta1(replaced(text, "IEA*1*", "IEA*2*")) == "R*021");
    CHECK(ta1(replaced(text, "IEA*1*000000101~\n", "")) == "R*023");
    CHECK(ta1(text.substr(0, text.size() / 2)) == "R*023");
    CHECK(ta1(replaced(text, "GS*HC", "REF*1*2~\nGS*HC")) == "R*024");
    CHECK(ta1(replaced(text, "GS*HC", "SE*1*2~\nGS*HC")) == "R*022");
    CHECK(ta1(replaced(text, "*ZZ*RIVERBEND      *", "*ZZ*RIVERBEND*")) == "E*022");
    CHECK(ta1(replaced(text, "GE*1*101~", "SE*1*0001~\nGE*1*101~")) == "E*022");
    CHECK(ta1(text + text) == "R*025");
    CHECK(ta1(text + replaced_all(text, "000000101", "000000102")) == "");
    CHECK(ta1(text + replaced(text, "*ZZ*RIVERBEND ", "*ZZ*RIVERBANK ")) == "");
    // The worst: what rejects before what does not, the first of those.
    CHECK(ta1(replaced(replaced(text, "*ZZ*RIVERBEND      *", "*ZZ*RIVERBEND*"), "IEA*1*000000101", "IEA*2*000000107")) == "R*021");
}

TEST_CASE("TA1 of an ISA that cannot be read, where its sender can") {
    auto const text = sample("837p-clean.edi");
    CHECK(ta1(replaced(text, "*T*:~", "*T*A~")) == "R*027");
    CHECK(ta1(replaced(text, "*T*:~", "*T***")) == "R*004");
    CHECK(ta1(replaced(text, "*T*:~", "*T*:A")) == "R*004");
    CHECK(ta1(replaced(text, "*^*00501", "*:*00501")) == "R*027");
    auto const same = replaced(text, "*^*00501", "***00501");
    CHECK(ta1(same) == "R*016");
    CHECK(answer(run_text(same), "ta1").find("TA1*000000101*261102*0915*") != std::string::npos);
    CHECK(ta1(text.substr(0, 100)) == "R*023");
    CHECK(ta1(text + replaced_all(text, "000000101", "000000102").substr(0, 103)) == "R*023");
    // Too little for anybody to be answered, and said so.
    for (auto const& hopeless : {text.substr(0, 90), replaced(text, "*RIVERBEND      *ZZ*", "*               *ZZ*").substr(0, 104),
                                 replaced(text, "*000000101*0", "*00000010A*0").substr(0, 104)}) {
        auto const outcome = run_text(hopeless);
        CHECK(answer(outcome, "ta1") == "");
        CHECK(outcome.count("E007") == 1);
        CHECK(outcome.findings().find("too little of it can be read to answer with a TA1") != std::string::npos);
    }
}

TEST_CASE("no TA1 for a TA1") {
    auto const isa = replaced(sample("837p-clean.edi").substr(0, 107), "*0*T*:~", "*1*T*:~");
    CHECK(ta1(isa + "TA1*000000007*261101*0915*A*000~\nIEA*0*000000101~\n") == "");
    CHECK(ta1(isa + "TA1*000000007*261101*0915*A*000~\nIEA*3*000000101~\n") == "");
    CHECK(ta1(isa + "IEA*0*000000101~\n") == "E*024"); // it holds nothing
}

// ---- rules --------------------------------------------------------------------------------------------------------------------------

TEST_CASE("the example of each rule leads to the code that the rule names, and warnings lead to none in a 999") {
    std::size_t told = 0;
    for (rules::Rule const* rule : rules::all_rules()) {
        if (rule->check || rule->fires.sample.empty()) continue;
        CAPTURE(rule->id);
        auto text = sample(std::string(rule->fires.sample));
        if (!rule->fires.replace.empty()) text = replaced(text, rule->fires.replace, rule->fires.with);
        if (rule->structure_fault) text = counted(text);
        auto const outcome = run_text(text);
        CHECK(outcome.error == "");
        CHECK((rule->structure_fault || outcome.count(rule->id) > 0)); // a rule on claims may tell the same better
        std::string const answered = answer(outcome, "999"), interchange = answer(outcome, "ta1");
        bool const error = rule->severity == rules::Severity::error;
        auto const code = std::string(rule->ack_999.substr(std::min<std::size_t>(rule->ack_999.size(), 6)));
        if (rule->structure_fault && (rule->ack_999.empty() || !error)) {
            CHECK(answered.find("IK5*A~") != std::string::npos);
        } else if (rule->ack_999.starts_with("IK304:")) {
            CHECK(has_line(answered, "IK3*", "*" + code + "~"));
        } else if (rule->ack_999.starts_with("IK403:")) {
            CHECK((has_line(answered, "IK4*", "*" + code + "~") || has_line(answered, "IK4*", "*" + code + "*")));
        } else if (rule->ack_999.starts_with("IK502:") && !answered.empty()) {
            CHECK((has_line(answered, "IK5*", "*" + code + "~") || has_line(answered, "IK5*", "*" + code + "*")));
        } else if (rule->ack_999.starts_with("AK905:") && !answered.empty()) {
            CHECK((has_line(answered, "AK9*", "*" + code + "~") || has_line(answered, "AK9*", "*" + code + "*")));
        } else if (rule->ack_ta1.size() == 3) {
            CHECK(has_line(interchange, "TA1*", "*" + std::string(rule->ack_ta1) + "~"));
        } else {
            continue;
        }
        ++told;
    }
    CHECK(told > 50);
}
