// One fault of an envelope at a time, through whole runs: each is told with the right code at the right element, and nothing else is told
// but what follows from it. And: what is told of a set does not depend on how it is cut.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "engine/run_support.hpp"
#include "tests/edi/full_set.hpp"

using namespace engine_test;

namespace {

using Elements = edi_test::Elements;
using File = std::vector<Elements>;

File file_of(std::string const& text) {
    File file;
    for (auto const& line : edi_test::split(text, '~')) {
        auto const begin = line.find_first_not_of("\r\n");
        if (begin != std::string::npos) file.push_back(edi_test::split(line.substr(begin), '*'));
    }
    return file;
}
std::string text_of(File const& file) {
    std::string text;
    for (auto const& segment : file) text += edi_test::joined(segment, '*') + "~\n";
    return text;
}
std::size_t at(File const& file, std::string_view id) {
    for (std::size_t i = 0; i < file.size(); ++i)
        if (file[i][0] == id) return i;
    return file.size();
}

/// "IK502:4 SE01" (or the rule's id, of what no acknowledgement tells), sorted.
std::vector<std::string> told(std::string const& findings) {
    std::vector<std::string> all;
    auto const value = [](std::string_view line, std::string_view key) {
        auto const found = line.find("\"" + std::string(key) + "\":");
        if (found == std::string_view::npos) return std::string();
        auto const begin = line.substr(found + key.size() + 3);
        auto const text = begin.substr(0, begin.find_first_of(",}]"));
        return text.starts_with('"') ? std::string(text.substr(1, text.size() - 2)) : std::string(text);
    };
    for (auto const& line : edi_test::split(findings, '\n')) {
        if (line.empty()) continue;
        // The 277CA's code, if there is one, is of no interest.
        auto kind = line.find("{\"kind\":\"999\"");
        if (kind == std::string::npos) kind = line.find("{\"kind\":\"TA1\"");
        auto const code = kind == std::string::npos ? std::string() : value(std::string_view(line).substr(kind), "code");
        auto const element = value(line, "element"), rule = value(line, "rule");
        // Which TA105 belongs to which element of the ISA is for the tests of the TA1.
        all.push_back((code.empty() || rule == "E010" ? rule : code) + " " + value(line, "segment") +
                      (element.empty() ? "" : "-" + element));
    }
    std::sort(all.begin(), all.end());
    return all;
}

struct Mutant {
    std::string kind;
    File file;
    std::vector<std::string> expected; ///< the fault, then what follows from it
};

/// What changes of the envelopes of a sound file with one set must lead to. Source of the codes: 005010X231A1 (AK905, IK502), TA105.
std::vector<Mutant> mutants_of(File const& sound) {
    std::vector<Mutant> mutants;
    auto const change = [&](std::string_view id, std::size_t element, std::vector<std::string> const& values, std::string const& kind,
                            std::vector<std::string> const& expected) {
        for (auto const& value : values) {
            auto file = sound;
            auto& segment = file[at(file, id)];
            if (segment.size() <= element) segment.resize(element + 1);
            segment[element] = value;
            mutants.push_back({kind, file, expected});
        }
    };
    auto const edit = [&](std::string const& kind, std::vector<std::string> const& expected, std::function<void(File&)> const& how) {
        auto file = sound;
        how(file);
        mutants.push_back({kind, file, expected});
    };
    auto const size = sound.size();
    std::vector<std::string> const wrong_counts{"0", "2", "99", "-1", "A", "1.0", "1234567890123"};

    change("SE", 1, {"0", "1", "-1", std::to_string(size - 5), std::to_string(size - 3)}, "count of SE", {"IK502:4 SE-1"});
    change("SE", 1, {"A", "1E2", "1.0"}, "count of SE", {"IK502:4 SE-1", "IK403:6 SE-1"});
    change("SE", 1, {""}, "count of SE", {"IK502:4 SE-1", "IK403:1 SE-1"});
    change("SE", 2, {"0002", "9999", "00001", "AAAA"}, "number of SE", {"IK502:3 SE-2"});
    change("SE", 2, {"1"}, "number of SE", {"IK502:3 SE-2", "IK403:4 SE-2"});
    change("ST", 2, {"0002", "9999"}, "number of ST", {"IK502:3 SE-2"});
    change("ST", 1, {"835", "820"}, "kind of ST", {"IK502:1 ST-1", "IK502:18 ST-1"});
    change("ST", 1, {"838", "XXX", ""}, "kind of ST that is none", {"IK502:1 ST-1"});
    change("ST", 3, {"005010X224A2", "005010X221A1"}, "version of ST", {"IK502:19 ST-3"});
    change("GE", 1, wrong_counts, "count of GE", {"AK905:5 GE-1"});
    change("GE", 1, {""}, "count of GE", {"AK905:5 GE-1"});
    change("GE", 2, {"9", "", "A"}, "number of GE", {"AK905:4 GE-2"});
    change("GS", 6, {"9"}, "number of GS", {"AK905:4 GE-2"});
    change("GS", 6, {"A", "1234567890"}, "number of GS that is none", {"AK905:4 GE-2", "AK905:6 GS-6"});
    change("GS", 1, {"HP", "HS"}, "kind of GS", {"AK905:1 GS-1", "IK502:18 ST-1"});
    change("GS", 1, {"HN", "FA"}, "kind of GS of answers", {"IK502:18 ST-1"});
    change("GS", 1, {"XX", "AG", "H", ""}, "kind of GS that is none", {"024 GS-1"});
    for (std::size_t const party : {2u, 3u})
        change("GS", party, {"", "A", std::string(16, 'A')}, "side of GS", {"024 GS-" + std::to_string(party)});
    change("GS", 4, {"", "261102", "20261302", "2026110A", "20260230"}, "day of GS", {"024 GS-4"});
    change("GS", 5, {"", "9", "2515", "0960", "09151", "09AB", "091560"}, "time of GS", {"024 GS-5"});
    change("GS", 7, {"", "T", "XX"}, "GS07", {"024 GS-7"});
    change("GS", 9, {"X"}, "more in GS", {"024 GS-9"});
    change("IEA", 1, wrong_counts, "count of IEA", {"021 IEA-1"});
    change("IEA", 1, {""}, "count of IEA", {"021 IEA-1"});
    change("IEA", 2, {"000000999", "999", "", "A"}, "number of IEA", {"001 IEA-2"});
    change("ISA", 13, {"000000999"}, "number of ISA", {"001 IEA-2"});
    change("ISA", 12, {"00401", "00601"}, "version of ISA", {"E010 ISA-12"});
    change("ISA", 14, {"2", "A"}, "ISA14", {"E010 ISA-14"});
    change("ISA", 15, {"X", "I"}, "ISA15", {"E010 ISA-15"});

    edit("SE missing", {"IK502:2 ST"}, [](File& f) { f.erase(f.begin() + static_cast<std::ptrdiff_t>(at(f, "SE"))); });
    edit("GE missing", {"AK905:3 GS"}, [](File& f) { f.erase(f.begin() + static_cast<std::ptrdiff_t>(at(f, "GE"))); });
    edit("IEA missing", {"023 ISA"}, [](File& f) { f.erase(f.begin() + static_cast<std::ptrdiff_t>(at(f, "IEA"))); });
    auto const twice = [](std::string_view id) {
        return [id](File& f) { f.insert(f.begin() + static_cast<std::ptrdiff_t>(at(f, id)), f[at(f, id)]); };
    };
    edit("SE twice", {"022 SE"}, twice("SE"));
    edit("GE twice", {"022 GE"}, twice("GE"));
    edit("IEA twice", {"E003 "}, twice("IEA"));
    // Of what stands outside only the place is told, and how much it is.
    edit("segment outside of a group", {"024 "}, [](File& f) { f.insert(f.begin() + 1, Elements{"REF", "EI", "1"}); });
    edit("segment outside of a set", {"022 "}, [](File& f) { f.insert(f.begin() + 2, Elements{"REF", "EI", "1"}); });
    edit("segment behind the set", {"022 "}, [](File& f) { f.insert(f.end() - 2, Elements{"REF", "EI", "1"}); });
    edit("segment behind the group", {"024 "}, [](File& f) { f.insert(f.end() - 1, Elements{"REF", "EI", "1"}); });
    edit("group twice", {"AK905:19 GS-6"}, [](File& f) {
        File const group(f.begin() + 1, f.end() - 1);
        f.insert(f.end() - 1, group.begin(), group.end());
        f.back()[1] = "2";
    });
    edit("set twice", {"IK502:23 ST-2"}, [](File& f) {
        File const set(f.begin() + 2, f.end() - 2);
        f.insert(f.end() - 2, set.begin(), set.end());
        f[f.size() - 2][1] = "2";
    });
    edit("empty group", {"E111 GS"}, [](File& f) {
        f.insert(f.end() - 1, {Elements{"GS", "HC", "AB", "CD", "20261102", "0915", "77", "X", "005010X222A1"}, Elements{"GE", "0", "77"}});
        f.back()[1] = "2";
    });
    edit("empty interchange", {"024 ISA"}, [](File& f) {
        auto isa = f.front(), iea = f.back();
        isa[13] = iea[2] = "000000777";
        iea[1] = "0";
        f.push_back(isa);
        f.push_back(iea);
    });
    edit("set without claims", {"IK502:I5 ST", "IK304:3 NM1"}, [](File& f) {
        f.erase(f.begin() + static_cast<std::ptrdiff_t>(at(f, "HL")), f.begin() + static_cast<std::ptrdiff_t>(at(f, "SE")));
        f[at(f, "SE")][1] = std::to_string(f.size() - 4);
    });
    return mutants;
}

std::string as_text(std::vector<std::string> const& list) {
    return edi_test::joined(list, ';');
}

/// A file of these sets, with envelopes that fit.
std::string file_with(edi::GuideId guide, std::vector<std::string> const& sets) {
    std::string text =
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0915*^*00501*000000001*0*T*:~GS*HC*SENDER*"
        "RECEIVER*20260105*0915*1*X*" +
        std::string(edi::guide(guide).version) + "~";
    for (auto const& set : sets) text += set;
    return text + "GE*" + std::to_string(sets.size()) + "*1~IEA*1*000000001~";
}

} // namespace

TEST_CASE("envelope mutation: each fault of an envelope is told, and nothing else") {
    std::map<std::string, std::size_t> kinds;
    std::size_t mutants = 0, right = 0;
    for (auto const* const name : {"837p-clean.edi", "837i-clean.edi", "837p-cob.edi"}) {
        auto const sound = file_of(sample(name));
        CHECK(as_text(told(run_text(text_of(sound)).findings())) == "");
        for (auto& mutant : mutants_of(sound)) {
            auto const found = told(run_text(text_of(mutant.file)).findings());
            std::sort(mutant.expected.begin(), mutant.expected.end());
            ++kinds[mutant.kind];
            ++mutants;
            right += found == mutant.expected ? 1 : 0;
            CHECK_MESSAGE(found == mutant.expected, name, ": ", mutant.kind, ": told ", as_text(found), ", expected ",
                          as_text(mutant.expected));
        }
    }
    std::string text = "mutants of envelopes\n";
    for (auto const& [kind, n] : kinds) text += "  " + kind + ": " + std::to_string(n) + "\n";
    std::cout << text << "  all: " << mutants << ", as expected " << right << "\n";
    CHECK(mutants > 150);
}

TEST_CASE("envelope mutation: each fault of a TA1 is told, and nothing else") {
    std::string const sound = "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261103*0000*^*00501*000000001*0*P*:~\n"
                              "TA1*000000101*261102*0915*A*000~\nIEA*0*000000001~\n";
    CHECK(as_text(told(run_text(sound).findings())) == "");
    struct Fault {
        std::size_t element;
        std::string value, rule;
    };
    std::vector<Fault> const faults{
        {1, "", "D001"},    {1, "101", "D004"},   {1, "0000000101", "D005"}, {1, "00000010A", "D013"}, {1, "-00000101", "D013"}, //
        {2, "", "D001"},    {2, "26110", "D004"}, {2, "2611021", "D005"},    {2, "26AB02", "D013"},    {3, "", "D001"},
        {3, "091", "D004"}, {3, "2515", "D010"},  {3, "0960", "D010"},       {3, "09AB", "D010"}, //
        {4, "", "D001"},    {4, "X", "D007"},     {4, "AE", "D005"},         {4, "a", "D007"},    //
        {5, "00", "D007"},  {5, "0000", "D005"},  {5, "032", "D007"},        {5, "ABC", "D007"},  //
        {6, "X", "D003"}};
    std::size_t right = 0;
    for (Fault const& fault : faults) {
        auto file = file_of(sound);
        auto& ta1 = file[at(file, "TA1")];
        if (ta1.size() <= fault.element) ta1.resize(fault.element + 1);
        ta1[fault.element] = fault.value;
        auto const found = as_text(told(run_text(text_of(file)).findings()));
        auto const expected = fault.rule + " TA1-" + std::to_string(fault.element);
        CHECK_MESSAGE(found == expected, "TA1 element ", fault.element, " \"", fault.value, "\": told ", found, ", expected ", expected);
        right += found == expected ? 1 : 0;
    }
    std::cout << "mutants of TA1: " << faults.size() << ", as expected " << right << "\n";
}

TEST_CASE("envelope mutation: what is told of a set does not depend on how it is cut") {
    std::mt19937 random(837);
    auto const any = [&](std::size_t size) { return random() % size; };
    for (auto const guide : {edi::GuideId::professional, edi::GuideId::institutional}) {
        std::vector<std::string> sets;
        for (int round = 0; round < 40; ++round) {
            auto segments = edi_test::split(edi_test::full_set(guide, {round % 2 == 0, round % 4 < 2}), '~');
            segments.pop_back();
            // A second claim below the same levels, so that there is something to cut.
            auto const claim = std::find_if(segments.begin(), segments.end(), [](auto const& text) { return text.starts_with("CLM"); });
            std::vector<std::string> const copy(claim, segments.end() - 1);
            segments.insert(segments.end() - 1, copy.begin(), copy.end());
            // A level without its number is one all the same.
            if (round % 5 == 0)
                for (auto& segment : segments)
                    if (segment.starts_with("HL*2*")) segment.erase(3, 1);
            for (int change = 0; change < 6; ++change) {
                auto& segment = segments[2 + any(segments.size() - 3)];
                switch (any(5)) {
                    case 0: segment[any(segment.size())] = static_cast<char>('!' + any(90)); break;
                    case 1: segment += "*X"; break;
                    case 2: segment += ' '; break;
                    case 3: segment = segment.substr(0, 4 + any(segment.size())); break;
                    default: segment.insert(any(segment.size()), "\x01"); break;
                }
            }
            sets.push_back(edi_test::joined(segments, '~') + "~");
        }
        auto const file = file_with(guide, sets);
        Settings small;
        small.block_size = 1;
        auto const whole = run_text(file).findings();
        CHECK(whole.size() > 1000);
        CHECK(run_text(file, small).findings() == whole);
        small.block_size = 3000;
        small.threads = 2;
        CHECK(run_text(file, small).findings() == whole);
    }
}

TEST_CASE("a TA1 that tells of a fault may repeat it, and its own faults are answered to nobody") {
    std::string const sound = "ISA*00*          *00*          *ZZ*CLEARWAY       *ZZ*RIVERBEND      *261103*0000*^*00501*000000001*0*P*:~\n"
                              "TA1*000000101*261102*2560*R*015~\nIEA*0*000000001~\n";
    CHECK(as_text(told(run_text(sound).findings())) == "");
    // It has room for one note, which need not be about the time.
    CHECK(as_text(told(run_text(replaced(sound, "*015~", "*006~")).findings())) == "");
    CHECK(as_text(told(run_text(replaced(sound, "261102", "261302")).findings())) == "");
    CHECK(as_text(told(run_text(replaced(sound, "000000101", "A00000101")).findings())) == "");
    // One that tells of none has no excuse.
    auto const accepted = run_text(replaced(sound, "*R*015~", "*A*000~"));
    CHECK(as_text(told(accepted.findings())) == "D010 TA1-3");
    CHECK(accepted.findings().find("\"ack\"") == std::string::npos);
    CHECK(as_text(told(run_text(replaced(sound, "*261102*", "**")).findings())) == "D001 TA1-2");
}
