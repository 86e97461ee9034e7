// What the claims of a run say together: duplicates, units over several claims, and that it does not hang on how the run is cut.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "rules/registry.hpp"
#include "tests/engine/run_files.hpp"

using namespace engine_test;

namespace {

/// "R101 R201": the rules over claims that were told, in order.
std::string told(Outcome const& outcome) {
    std::string list;
    std::string const& text = outcome.findings();
    for (auto at = text.find("\"rule\":\"R"); at != std::string::npos; at = text.find("\"rule\":\"R", at + 1))
        list += (list.empty() ? "" : " ") + text.substr(at + 8, 4);
    return list;
}

std::string told_of(std::vector<ClaimText> const& claims) {
    auto const outcome = run_files({file_of(claims)});
    CHECK(outcome.error == "");
    return told(outcome);
}

bool holds(std::string const& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

ClaimText numbered(std::string number) {
    ClaimText claim;
    claim.number = std::move(number);
    return claim;
}

/// A claim with one line of so many units, which no other claim repeats.
ClaimText units(std::string number, std::string units, std::string day = "20261008") {
    ClaimText claim = numbered(std::move(number));
    claim.lines[0] = {"J2371:JB:76", "180", std::move(units), std::move(day), "", "", ""};
    claim.diagnosis = "I8240" + std::to_string(1 + claim.number.back() % 3);
    return claim;
}

} // namespace

TEST_CASE("a claim that is sent twice is rejected, whatever its number") {
    CHECK(told_of({numbered("A1")}) == "");
    CHECK(told_of({numbered("A1"), numbered("A1")}) == "R101");
    CHECK(told_of({numbered("A1"), numbered("A2"), numbered("A3")}) == "R101 R101");

    ClaimText place = numbered("A2");
    place.lines[0].place = "11"; // what the claim says already
    CHECK(told_of({numbered("A1"), place}) == "R101");
    place.lines[0].place = "12";
    CHECK(told_of({numbered("A1"), place}) == "R102");

    auto const outcome =
        run_files({file_of({numbered("A1")}), interchange_of({set_of({numbered("B1")}, "0001"), set_of({numbered("A1")}, "0002")})});
    CHECK(outcome.error == "");
    CHECK(outcome.totals().accepted == 1);
    CHECK(outcome.totals().rejected == 2);
    std::string const byte_of_first = std::to_string(file_of({numbered("A1")}).find("CLM*"));
    CHECK(holds(outcome.findings(),
                "the same claim as claim A1 at byte " + byte_of_first + " of a.edi (ISA13 000000101, ST02 0001), which has another CLM01"));
    CHECK(holds(outcome.findings(),
                "the same claim as claim A1 at byte " + byte_of_first + " of a.edi (ISA13 000000101, ST02 0001), with the same CLM01"));
    CHECK(holds(outcome.findings(), R"("related":[{"file":"a.edi","interchange":"000000101","set":"0001","claim":"A1","offset":)" +
                                        byte_of_first + R"(,"set_no":1,"claim_no":1}])"));
    CHECK(holds(outcome.files.at("findings.csv"), "claim A1 @" + byte_of_first + " of set 0001 of interchange 000000101 of a.edi"));
    CHECK(holds(outcome.files.at("b.edi.277ca.edi"), "STC*A3:54*20261124*U*180~"));
    CHECK(!holds(outcome.files.at("a.edi.277ca.edi"), "A3:54"));
    REQUIRE(outcome.summary.compared);
    CHECK(outcome.summary.compared->claims == 3);
    CHECK(outcome.summary.compared->drug_lines == 3);
}

TEST_CASE("values count, not how they are written") {
    ClaimText other = numbered("A2");
    other.charge = "180.00";
    other.lines[0].charge = "180.0";
    other.lines[0].units = "20.0";
    std::string const again = replaced_all(replaced_all(file_of({other}), "*", "|"), "~", "\n");
    auto const outcome = run_files({file_of({numbered("A1")}), again});
    CHECK(outcome.totals().claims == 2);
    CHECK(holds(told(outcome), "R101"));
}

TEST_CASE("a claim is compared with those of its kind only") {
    ClaimText const first = numbered("A1");
    auto const told_beside = [&](auto change) {
        ClaimText second = numbered("A2");
        change(second);
        return told_of({first, second});
    };
    // Something else: not even alike.
    CHECK(told_beside([](ClaimText& c) { c.patient = "PM2"; }) == "");
    CHECK(told_beside([](ClaimText& c) { c.payer = "PMH02"; }) == "");
    CHECK(told_beside([](ClaimText& c) { c.lines[0].day = "20261009"; }) == "");
    CHECK(told_beside([](ClaimText& c) { c.lines[0].procedure = "J2371:JB:59"; }) == "");
    // Alike: the claim may be a correction.
    CHECK(told_beside([](ClaimText& c) { c.diagnosis = "I82411"; }) == "R102 R103");
    CHECK(told_beside([](ClaimText& c) { c.rendering = "1300200015"; }) == "R102");
    CHECK(told_beside([](ClaimText& c) { c.lines[0].prescription = "RX2"; }) == "R102");
    CHECK(told_beside([](ClaimText& c) {
              c.lines[0] = {"J2371:JB", "270", "30", "20261008", "00069020602", "0.3", ""};
              c.charge = "270";
          }) == "");
    // Test and production are two worlds.
    auto const both = run_files({interchange_of({set_of({first})}), interchange_of({set_of({first})}, "000000102", 'P')});
    CHECK(told(both) == "");
}

TEST_CASE("a replacement and a cancellation are no duplicates of what they are about") {
    auto const with_frequency = [](char const* frequency, char const* payer_number) {
        ClaimText claim = numbered("A1");
        claim.frequency = frequency;
        claim.payer_number = payer_number;
        return claim;
    };
    CHECK(told_of({numbered("A1"), with_frequency("7", "F1")}) == "");
    CHECK(told_of({numbered("A1"), with_frequency("8", "F1")}) == "");
    CHECK(told_of({with_frequency("8", "F1"), numbered("A1")}) == "");
    CHECK(told_of({with_frequency("7", "F1"), with_frequency("7", "F1")}) == "R101");
    CHECK(told_of({with_frequency("8", "F1"), with_frequency("8", "F1")}) == "R101");
    // Cancelled, and sent again.
    CHECK(told_of({numbered("A1"), with_frequency("8", "F1"), numbered("A1")}) == "");
}

TEST_CASE("lines that say why they repeat make no duplicates, unless the claim has the same number") {
    ClaimText first = numbered("A1"), second = numbered("A2");
    first.lines[0].procedure = second.lines[0].procedure = "J2371:JB:76";
    CHECK(told_of({first, second}) == "");
    CHECK(told_of({first, first}) == "R101");
    first.lines[0] = second.lines[0] = {"J1650", "100", "9999", "20261008", "", "", ""};
    first.charge = second.charge = "100";
    CHECK(!holds(told_of({first, second}), "R10"));
}

TEST_CASE("a drug line that an earlier claim has") {
    ClaimText first = numbered("A1"), second = numbered("A2");
    second.charge = "189";
    second.lines.insert(second.lines.begin(), {"36415", "9", "1", "20261008", "", "", ""});
    CHECK(told_of({first, second}) == "R103");
    auto const outcome = run_files({file_of({first, second})});
    CHECK(holds(outcome.findings(), R"(J2371 on 2026-10-08 is on claim A1 at byte )"));
    CHECK(holds(outcome.findings(), R"("line":2)"));
    CHECK(holds(outcome.files.at("a.edi.277ca.edi"), "STC*A3:54**U~"));

    auto const told_with = [&](auto change) {
        ClaimText other = second;
        change(other.lines[1], other);
        return told_of({first, other});
    };
    CHECK(told_with([](LineText& line, ClaimText&) { line.procedure = "J2371:JB:76"; }) == "");
    CHECK(told_with([](LineText& line, ClaimText&) { line.procedure = "J2371:JB:JW"; }) == "");
    CHECK(told_with([](LineText& line, ClaimText&) { line.day = "20261009"; }) == "");
    CHECK(told_with([](LineText& line, ClaimText&) { line.prescription = "RX7"; }) == "");
    CHECK(told_with([](LineText& line, ClaimText&) { line.ndc = "00069019502", line.units = "10"; }) == "");
    CHECK(told_with([](LineText&, ClaimText& claim) { claim.rendering = "1300200015"; }) == "");
    CHECK(told_with([](LineText&, ClaimText& claim) { claim.place = "12"; }) == "");
    CHECK(told_with([](LineText&, ClaimText& claim) { claim.patient = "PM2"; }) == "");
}

TEST_CASE("a service that an earlier claim has") {
    ClaimText first = numbered("A1"), second = numbered("A2");
    first.charge = "154", second.charge = "163";
    first.lines = {{"99213", "145", "1", "20261008", "", "", ""}, {"36415", "9", "1", "20261009", "", "", ""}};
    second.lines = {{"36415", "9", "1", "20261009", "", "", ""}, {"99214", "154", "1", "20261009", "", "", ""}};
    auto const outcome = run_files({file_of({first}), replaced(file_of({second}), "BHT*0019*00*B0001", "BHT*0019*00*B2")});
    CHECK(told(outcome) == "R104");
    CHECK(holds(outcome.findings(), " of a.edi (ISA13 000000101, ST02 0001) as well, with the same modifiers, units and charge"));
    CHECK(holds(outcome.findings(), "36415 on 2026-10-09 is on claim A1 at byte "));
    CHECK(outcome.totals().rejected == 0);
    CHECK(told_of({second, first}) == "R104");

    auto const told_with = [&](auto change) {
        ClaimText other = second;
        change(other, other.lines[0]);
        return told_of({first, other});
    };
    CHECK(told_with([](ClaimText&, LineText&) {}) == "R104");
    CHECK(told_with([](ClaimText&, LineText& line) { line.procedure = "36415:91"; }) == "");
    CHECK(told_with([](ClaimText&, LineText& line) { line.procedure = "36415:59"; }) == "");
    CHECK(told_with([](ClaimText&, LineText& line) { line.units = "2"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText& line) { claim.charge = "164", line.charge = "10"; }) == "");
    CHECK(told_with([](ClaimText&, LineText& line) { line.day = "20261010"; }) == "");
    CHECK(told_with([](ClaimText&, LineText& line) { line.day = "20261009-20261010"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText&) { claim.place = "12"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText&) { claim.rendering = "1300200015"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText&) { claim.patient = "PM2"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText&) { claim.frequency = "8", claim.payer_number = "F1"; }) == "");
    CHECK(told_with([](ClaimText& claim, LineText&) { claim.number = "A1", claim.frequency = "7", claim.payer_number = "F1"; }) == "");
    // The first of very many lines of very many claims.
    std::vector<ClaimText> many;
    for (int i = 0; i < 12; ++i) {
        ClaimText claim = numbered("M" + std::to_string(i));
        claim.lines.clear();
        claim.charge = std::to_string(40 * (1 + 40 * i) + 780);
        for (int n = 0; n < 40; ++n) claim.lines.push_back({"99213", std::to_string(1 + i * 40 + n), "1", "20261008", "", "", ""});
        many.push_back(claim);
    }
    many.push_back(numbered("N"));
    many.back().charge = "481";
    many.back().lines = {{"99213", "1", "1", "20261008", "", "", ""}, {"99213", "480", "1", "20261008", "", "", ""}};
    auto const outcome_of_many = run_files({file_of(many)});
    CHECK(outcome_of_many.count("R104") == 2);
    CHECK(holds(outcome_of_many.findings(), "is on claim M0 at byte "));
    CHECK(holds(outcome_of_many.findings(), "is on claim M11 at byte "));
}

TEST_CASE("a batch that is sent twice is answered as a whole") {
    ClaimText const right = numbered("A1"), other = units("A2", "10");
    ClaimText wrong = numbered("A3");
    wrong.lines[0].units = "0"; // U102
    std::string const batch = file_of({right, other, wrong});
    Settings settings = comparing();
    settings.split = true;
    auto const twice = run_files({batch, batch, batch}, settings);
    CHECK(twice.error == "");
    CHECK(twice.count("R105") == 2);
    CHECK(twice.count("R101") == 4); // the third claim was never accepted
    CHECK(holds(twice.findings(), "the set is the same batch as an earlier one of a.edi (ISA13 000000101, ST02 0001): same sender"));
    CHECK(twice.totals().accepted == 2);
    CHECK(twice.totals().rejected == 7);
    std::string const& answer = twice.files.at("b.edi.277ca.edi");
    CHECK(holds(answer, "HL*2*1*21*0~"));
    CHECK(holds(answer, "STC*A3:746*20261124*U*"));
    CHECK(holds(answer, "QTY*AA*3~"));
    CHECK(!holds(answer, "HL*3*"));
    CHECK(holds(twice.files.at("b.edi.999.edi"), "IK5*A~"));
    CHECK(holds(twice.files.at("b.edi.report.txt"), "| ST*837*0001*005010X222A1"));
    CHECK(!twice.files.contains("b.edi.accepted.edi"));
    for (std::size_t const block : {std::size_t{1}, std::size_t{1500}}) {
        settings.block_size = block;
        settings.threads = 3;
        CHECK(run_files({batch, batch, batch}, settings).files == twice.files);
    }
    // In one file, as another set of the group.
    std::string const again = replaced(set_of({right, other, wrong}), "ST*837*0001*", "ST*837*0002*");
    auto const in_one = run_files({interchange_of({set_of({right, other, wrong}), replaced(again, "*0001~", "*0002~")})});
    CHECK(in_one.count("R105") == 1);
    CHECK(in_one.totals().accepted == 2);

    auto const repeated = [&](std::string const& second) { return run_files({batch, second}).count("R105"); };
    CHECK(repeated(batch) == 1);
    CHECK(repeated(replaced(batch, "BHT*0019*00*B0001*", "BHT*0019*00*B0007*")) == 0); // another number
    CHECK(repeated(replaced(batch, "*20261102*0915*CH", "*20261102*0916*CH")) == 0);
    CHECK(repeated(file_of({other, right, wrong})) == 0);
    CHECK(repeated(file_of({right, other})) == 0);
    ClaimText mended = wrong;
    mended.lines[0].units = "20";
    CHECK(repeated(file_of({right, other, mended})) == 0);
    CHECK(repeated(interchange_of({set_of({right, other, wrong})}, "000000102", 'P')) == 0);
    CHECK(run_files({file_of({wrong}), file_of({wrong})}).count("R105") == 0); // nothing of it was accepted
    CHECK(run_files({replaced(batch, "GE*1*", "GE*2*"), batch}).count("R105") == 0);
    CHECK(run_files({interchange_of({set_of({right}, "0001", false)}), file_of({right})}).count("R105") == 0);
}

TEST_CASE("limits of the code tables hold over claims") {
    // Of J1650 CMS allows 30 units a day (indicator 3).
    auto const dose = [](char const* number, char const* units, char const* day = "20261008") {
        ClaimText claim = numbered(number);
        claim.lines[0] = {"J1650:76", "180", units, day, "", "", ""};
        claim.diagnosis = std::string("I8240") + number[1];
        return claim;
    };
    auto const found = run_files({file_of({dose("A1", "16"), dose("A2", "14"), dose("A3", "1")})});
    CHECK(told(found) == "R201");
    CHECK(holds(found.findings(), "31 units of J1650 on 2026-10-08, 1 here and 30 on 2 claims"));
    CHECK(holds(found.findings(), "CMS's limit is 30 a day (medically unlikely edits 2024-07-01, indicator 3)"));
    CHECK(found.totals().rejected == 0);
    CHECK(told_of({dose("A1", "16"), dose("A2", "14"), dose("A3", "1", "20261009")}) == "");
}

TEST_CASE("units of a day are added up over claims") {
    // The policy's limits: 72 a day is advice, 100 an error.
    CHECK(told_of({units("A1", "40"), units("A2", "30")}) == "");
    CHECK(told_of({units("A1", "40"), units("A2", "33")}) == "R201");
    CHECK(told_of({units("A1", "40"), units("A2", "40", "20261009")}) == "");

    auto const outcome = run_files({file_of({units("A1", "40"), units("A2", "30")}), file_of({units("B3", "31")})});
    CHECK(told(outcome) == "R201");
    CHECK(holds(outcome.findings(),
                "101 units of J2371 (dalteparin sodium) on 2026-10-08, 31 here and 70 on 2 claims from claim A1 at byte "));
    CHECK(holds(outcome.findings(), "of a.edi (ISA13 000000101, ST02 0001); the limit is 100 a day"));
    CHECK(holds(outcome.findings(), R"(,"set_no":1,"claim_no":2}])"));
    CHECK(outcome.totals().rejected == 1);
    CHECK(holds(outcome.files.at("b.edi.277ca.edi"), "STC*A7:476**U*******A7:732~"));

    // What is rejected has no units: the third fits again.
    auto const third = run_files({file_of({units("A1", "60"), units("A2", "50"), units("A3", "12")})});
    CHECK(third.count("R201") == 1);
    CHECK(third.totals().rejected == 1);
    // Another patient, another payer.
    auto const beside = [](auto change) {
        ClaimText second = units("A2", "60");
        change(second);
        return told_of({units("A1", "60"), second});
    };
    CHECK(beside([](ClaimText&) {}) == "R201");
    CHECK(beside([](ClaimText& c) { c.patient = "PM2"; }) == "");
    CHECK(beside([](ClaimText& c) { c.payer = "PMH02"; }) == "");
    CHECK(beside([](ClaimText& c) { c.lines[0].procedure = "J1645:JB:76"; }).find("R201") == std::string::npos);
}

TEST_CASE("a line over several days counts with its units divided by them") {
    CHECK(told_of({units("A1", "120", "20261007-20261009"), units("A2", "32")}) == "");
    CHECK(told_of({units("A1", "120", "20261007-20261009"), units("A2", "33")}) == "R201");
    CHECK(told_of({units("A1", "33", "20261009"), units("A2", "120", "20261007-20261009")}) == "R201");
}

TEST_CASE("a replacement counts instead of what it replaces, a cancelled claim not at all") {
    auto const changed = [](ClaimText claim, char const* frequency, char const* payer_number) {
        claim.frequency = frequency;
        claim.payer_number = payer_number;
        return claim;
    };
    // By the same CLM01.
    CHECK(told_of({units("A1", "60"), changed(units("A1", "50"), "7", "F1")}) == "");
    CHECK(told_of({units("A1", "60"), changed(units("A1", "50"), "7", "F1"), units("A2", "22")}) == "");
    CHECK(told_of({units("A1", "60"), changed(units("A1", "50"), "7", "F1"), units("A2", "23")}) == "R201");
    // By the same number of the payer.
    CHECK(told_of({changed(units("A1", "60"), "7", "F1"), changed(units("A2", "50"), "7", "F1")}) == "");
    CHECK(told_of({changed(units("A1", "60"), "7", "F1"), changed(units("A2", "50"), "7", "F2")}) == "R201");
    CHECK(told_of({changed(units("A1", "60"), "7", "F1"), changed(units("A9", "60"), "8", "F1"), units("A2", "60")}) == "");
    // A claim that is replaced does not count on its other days either.
    ClaimText both = units("A1", "60");
    both.charge = "360";
    both.lines.push_back(both.lines[0]);
    both.lines[1].day = "20261009";
    CHECK(told_of({both, units("A2", "60", "20261009")}) == "R201");
    CHECK(told_of({both, changed(units("A1", "50"), "7", "F1"), units("A2", "60", "20261009")}) == "");
}

TEST_CASE("only accepted claims count as the first") {
    ClaimText wrong = numbered("A1");
    wrong.lines[0].units = "0"; // U102
    ClaimText const right = numbered("A1");
    CHECK(told_of({wrong, wrong}) == "");
    CHECK(told_of({wrong, right, right}) == "R101");
    // A set, a group, an interchange that is rejected as a whole.
    auto const sets = run_files({interchange_of({set_of({right}, "0001", false), set_of({right}, "0002"), set_of({right}, "0003")})});
    CHECK(told(sets) == "R101");
    CHECK(holds(sets.findings(), "(ISA13 000000101, ST02 0002), with"));
    CHECK(sets.totals().accepted == 1);
    auto const groups = run_files({replaced(file_of({right}), "GE*1*", "GE*2*"), file_of({right}), file_of({right})});
    CHECK(told(groups) == "R101 R105"); // the third is the second batch again
    CHECK(holds(groups.findings(), " of b.edi (ISA13 000000101, ST02 0001)"));
    auto const interchanges = run_files({replaced(file_of({right}), "IEA*1*", "IEA*2*"), file_of({right}), file_of({right})});
    CHECK(told(interchanges) == "R101 R105");
    CHECK(interchanges.totals().accepted == 1);
    // Units likewise.
    auto const sums = run_files({interchange_of({set_of({units("A1", "60")}, "0001", false), set_of({units("A2", "60")}, "0002")})});
    CHECK(told(sums) == "");
}

TEST_CASE("nothing hangs on threads or blocks, and every total ties") {
    std::vector<std::string> texts;
    std::mt19937 random(837);
    auto const one_of = [&](std::initializer_list<char const*> list) { return std::string(list.begin()[random() % list.size()]); };
    std::size_t total = 0;
    for (int file = 0; file < 4; ++file) {
        std::vector<std::string> sets;
        for (int set = 0; set < 6; ++set) {
            std::vector<ClaimText> claims;
            for (int i = 0; i < 9; ++i, ++total) {
                ClaimText claim = numbered("C" + std::to_string(total));
                claim.patient = one_of({"PM1", "PM2", "PM3", "PM4", "PM5", "PM6", "PM7", "PM8"});
                claim.frequency = one_of({"1", "1", "1", "7", "8"});
                if (claim.frequency != "1") claim.payer_number = one_of({"F1", "F2"});
                claim.lines[0] = {
                    one_of({"J2371:JB", "J2371:JB:76"}), "180", one_of({"20", "30", "0"}), one_of({"20261008", "20261009"}), "", "", ""};
                claims.push_back(claim);
            }
            sets.push_back(set_of(claims, "000" + std::to_string(set + 1), random() % 5 != 0));
        }
        texts.push_back(interchange_of(sets, "00000010" + std::to_string(file)));
    }
    Settings settings = comparing();
    settings.split = true;
    auto const expected = run_files(texts, settings);
    CHECK(expected.error == "");
    for (char const* rule : {"R101", "R102", "R103", "R201"}) CHECK_MESSAGE(expected.count(rule) > 2, rule);
    CHECK(expected.totals().claims == total);
    for (unsigned const threads : {1U, 2U, 8U})
        for (std::size_t const block : {std::size_t{1}, std::size_t{3000}, std::size_t{512 * 1024}}) {
            settings.threads = threads;
            settings.block_size = block;
            auto const outcome = run_files(texts, settings);
            CHECK(outcome.error == "");
            CHECK(outcome.files == expected.files);
        }
    // What was accepted has no duplicate any more.
    std::vector<std::string> accepted;
    for (auto const& [name, text] : expected.files)
        if (name.ends_with(".accepted.edi")) accepted.push_back(text);
    auto const again = run_files(accepted);
    CHECK(again.totals().claims == expected.totals().accepted);
    CHECK(again.totals().rejected == 0);
}

TEST_CASE("nothing hangs on threads or blocks in broken files either") {
    std::mt19937 random(999);
    std::vector<std::string> const names{"837p-clean.edi", "837i-clean.edi", "837p-wrong-structure.edi", "two-interchanges.edi"};
    for (int run = 0; run < 12; ++run) {
        std::vector<std::string> texts;
        for (int file = 0; file < 4; ++file) {
            std::string text = sample(names[random() % names.size()]);
            for (int change = 0; change < run % 4; ++change) {
                std::size_t const at = random() % text.size(), length = random() % 60;
                if (random() % 2)
                    text.erase(at, length);
                else
                    text.insert(at, text.substr(random() % text.size(), length));
            }
            texts.push_back(text);
        }
        Settings settings = comparing();
        settings.split = true;
        auto const expected = run_files(texts, settings);
        CHECK(expected.error == "");
        for (std::size_t const block : {std::size_t{1}, std::size_t{700}}) {
            settings.block_size = block;
            settings.threads = 3;
            CHECK(run_files(texts, settings).files == expected.files);
        }
    }
}

TEST_CASE("the first of many variants is found, as a simple model finds it") {
    std::mt19937 random(5010);
    std::vector<ClaimText> claims;
    std::map<std::tuple<std::string, std::string>, int> first;
    std::size_t same = 0;
    for (int i = 0; i < 3000; ++i) {
        ClaimText claim = numbered("C" + std::to_string(i));
        claim.lines[0] = {"99213", std::to_string(1 + random() % 900), "1", "20261008", "", "", ""}; // far more than are kept under one key
        claim.charge = claim.lines[0].charge;
        claim.patient = random() % 2 ? "PM1" : "PM2";
        same += !first.emplace(std::tuple(claim.patient, claim.charge), i).second;
        claims.push_back(claim);
    }
    auto const outcome = run_files({file_of(claims)});
    CHECK(outcome.count("R101") == same);
    CHECK(outcome.count("R102") == claims.size() - same - 2);
}

TEST_CASE("many claims of one day: units still add up and lines are still found") {
    // Warnings, so that everything is accepted and stays in the sum.
    std::vector<std::string> const names{"j2371"};
    std::vector<ClaimText> claims;
    for (int i = 0; i < 60; ++i) {
        ClaimText claim = units("C" + std::to_string(i), "1");
        claim.lines[0].prescription = "RX" + std::to_string(i);
        claims.push_back(claim);
    }
    claims.push_back(units("D1", "12"));
    CHECK(told_of(claims) == "");
    claims.back() = units("D1", "13");
    CHECK(told_of(claims) == "R201");
}

TEST_CASE("past their limit the comparison says where it ends") {
    Settings settings;
    settings.cross_claim_memory = 100'000;
    std::vector<ClaimText> claims;
    for (int i = 0; i < 2000; ++i) {
        ClaimText claim = numbered("C" + std::to_string(i));
        claim.patient = "PM" + std::to_string(i);
        claims.push_back(claim);
    }
    claims.push_back(claims.front());
    auto const outcome = run_files({file_of(claims)}, settings);
    CHECK(outcome.error == "");
    CHECK(told(outcome) == "R901");
    REQUIRE(outcome.summary.compared);
    auto const& compared = *outcome.summary.compared;
    CHECK(compared.ended_at > 10);
    CHECK(compared.ended_at + compared.not_compared == claims.size());
    CHECK(compared.claims == compared.ended_at);
    CHECK(compared.bytes < 110'000);
    CHECK(holds(outcome.findings(), "\"claim_no\":" + std::to_string(compared.ended_at)));
    CHECK(holds(outcome.files.at("summary.txt"), "claims were compared with each other up to claim " + std::to_string(compared.ended_at)));
    CHECK(holds(outcome.files.at("summary.json"), "\"not_compared\":" + std::to_string(compared.not_compared)));
    for (std::size_t const block : {std::size_t{1}, std::size_t{10'000}}) {
        settings.block_size = block;
        settings.threads = 4;
        CHECK(run_files({file_of(claims)}, settings).files == outcome.files);
    }
    CHECK(run_files({file_of(claims)}).count("R101") == 1);
}

TEST_CASE("it can be switched off") {
    Settings settings;
    settings.cross_claim_memory = 0;
    auto const off = run_files({file_of({numbered("A1"), numbered("A1")})}, settings);
    CHECK(told(off) == "");
    CHECK(!off.summary.compared);
    CHECK(holds(off.files.at("summary.txt"), "claims were not compared with each other"));

    rules::PolicyText const none{"none.toml", "id = \"none\"\nversion = \"1\"\ntitle = \"t\"\n[severity]\nR101 = \"off\"\nR102 = \"off\"\n"
                                              "R103 = \"off\"\nR104 = \"off\"\nR105 = \"off\"\nR201 = \"off\"\n"};
    auto const policy = rules::layer_policies(std::span(&none, 1));
    REQUIRE(std::holds_alternative<rules::Policy>(policy));
    settings = comparing();
    settings.policy = &std::get<rules::Policy>(policy);
    auto const but_one = [&](std::string const& rule) {
        rules::PolicyText text = none;
        auto const at = text.text.find(rule + " = \"off\"");
        text.text.replace(at, rule.size() + 8, rule + " = \"error\"");
        auto layers = std::get<std::vector<rules::PolicyText>>(rules::policy_texts({}));
        layers.push_back(text);
        auto const loaded = rules::layer_policies(layers);
        settings.policy = &std::get<rules::Policy>(loaded);
        ClaimText first = numbered("A1"), second = numbered("A2");
        second.diagnosis = "I82411";
        first.lines.push_back({"99213", "145", "1", "20261008", "", "", ""});
        second.lines.push_back(first.lines.back());
        first.charge = second.charge = "325";
        return told(run_files({file_of({first, second})}, settings));
    };
    CHECK(but_one("R103") == "R103");
    CHECK(but_one("R104") == "R104");
    CHECK(but_one("R102") == "R102");
    settings.policy = &std::get<rules::Policy>(policy);
    CHECK(!run_files({file_of({numbered("A1"), numbered("A1")})}, settings).summary.compared);
}

TEST_CASE("each rule over claims fires on its own example, and is silent on the other") {
    for (rules::Rule const* rule : rules::all_rules()) {
        if (!rule->over_claims) continue;
        CAPTURE(rule->id);
        Settings settings = comparing();
        if (rule->id == "R901") settings.cross_claim_memory = 400; // enough for one claim
        auto const run = [&](rules::Example const& example) {
            auto const text = sample(std::string(example.sample));
            return run_text(example.replace.empty() ? text : replaced(text, example.replace, example.with), settings);
        };
        auto const fires = run(rule->fires);
        CHECK(fires.count(rule->id) == 1);
        CHECK(holds(fires.findings(), "\"severity\":\"" + std::string(rules::severity_name(rule->severity)) + "\""));
        settings = comparing();
        auto const passes = run(rule->passes);
        CHECK(passes.count(rule->id) == 0);
        CHECK(passes.totals().errors == 0);
    }
}
