// Two policies over the same claims: what is told, that it adds up, and that it hangs on nothing else.
#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "engine/compare/compare.hpp"
#include "engine/run_support.hpp"

using namespace engine_test;
using engine::compare::Comparison;
using engine::compare::VerdictTable;

namespace {

rules::Policy policy_of(std::vector<std::string> const& names, std::string const& own = "") {
    std::vector<rules::PolicyText> layers;
    for (std::string const& name : names) {
        auto const path = project() / "rules/policies" / (name + ".toml");
        layers.push_back({name, read_file(path)});
    }
    if (!own.empty()) layers.push_back({"own", "id = \"own\"\nversion = \"1\"\ntitle = \"t\"\n" + own});
    auto loaded = rules::layer_policies(layers);
    if (auto const* error = std::get_if<rules::PolicyError>(&loaded)) FAIL(error->message);
    return std::get<rules::Policy>(std::move(loaded));
}

struct Compared {
    Comparison comparison;
    std::string error, text, jsonl, csv, summary;
};

/// `memory`: as Settings::cross_claim_memory.
Compared compare_paths(std::vector<std::string> const& paths, rules::Policy const& a, rules::Policy const& b, unsigned threads = 1,
                       std::size_t block_size = 512 * 1024, std::size_t memory = 0) {
    TemporaryDirectory const out;
    engine::compare::CompareOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(paths));
    options.limits.block_size = block_size;
    options.directory = out / "out";
    options.threads = threads;
    options.cross_claim_memory = memory;
    auto result = engine::compare::run(a, b, std::move(options));
    return {std::move(result.comparison),       result.error,
            read_file(out / "out/compare.txt"), read_file(out / "out/compare.jsonl"),
            read_file(out / "out/compare.csv"), read_file(out / "out/summary.json") + read_file(out / "out/summary.txt")};
}

Compared compare_text(std::string const& text, rules::Policy const& a, rules::Policy const& b) {
    TemporaryDirectory const in;
    write_file(in / "in.edi", text);
    return compare_paths({in / "in.edi"}, a, b);
}

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_of(std::string const& text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

/// Cells of a row without quoted commas.
std::vector<std::string> cells_of(std::string const& row) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (char const c : row) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

std::int64_t cents_of(std::string const& dollars) {
    return edi::read_money(dollars).cents;
}

/// What the rows of compare.csv say of claims on which A and B disagree, [A][B]; moves taken into account.
std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> disagreements(std::string const& csv) {
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> sums;
    std::istringstream rows(csv);
    std::string row;
    std::getline(rows, row);
    while (std::getline(rows, row)) {
        auto const cells = cells_of(row);
        REQUIRE_MESSAGE(cells.size() == 27, row);
        auto const add = [&](std::string const& a, std::string const& b, std::int64_t sign) {
            if (a == b) return;
            auto& sum = sums[{a, b}];
            sum.first += sign * std::stoll(cells[9]);
            sum.second += sign * cents_of(cells[10]);
        };
        bool const claim = cells[1] == "claim";
        if (cells[1] == "outside" || (claim && cells[8] != "1")) continue;
        if (!claim) {
            auto const words = cells[13].substr(4); // "was accepted/rejected"
            add(words.substr(0, words.find('/')), words.substr(words.find('/') + 1), -1);
        }
        add(cells[11], cells[12], 1);
    }
    return sums;
}

void check_that_it_adds_up(Compared const& compared) {
    CHECK(compared.error == "");
    auto sums = disagreements(compared.csv);
    VerdictTable const& table = compared.comparison.verdicts;
    auto const ties = [&](char const* a, char const* b, VerdictTable::Cell const& cell) {
        auto const& sum = sums[{a, b}];
        CHECK(sum.first == static_cast<std::int64_t>(cell.claims));
        CHECK(sum.second == cell.charges);
    };
    ties("accepted", "rejected", table.cells[0][1]);
    ties("rejected", "accepted", table.cells[1][0]);
}

std::vector<std::string> all_samples() {
    std::vector<std::string> paths;
    for (auto const& entry : fs::directory_iterator(project() / "samples"))
        if (entry.path().extension() == ".edi") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

TEST_CASE("a policy against itself has no differences") {
    auto const a = policy_of({"j2371"}), b = policy_of({"j2371"});
    auto const compared = compare_paths(all_samples(), a, b);
    CHECK(compared.error == "");
    CHECK(!compared.comparison.any_difference());
    CHECK(compared.text == "");
    CHECK(compared.jsonl == "");
    CHECK(count_of(compared.csv, "\n") == 1);
    CHECK(compared.comparison.verdicts.total().claims > 30);
}

TEST_CASE("a comparison says what two runs say, claim by claim and in money") {
    auto const a = policy_of({"j2371"}), b = policy_of({"cms"}, "[severity]\nC101 = \"warning\"\nN403 = \"off\"\n");
    for (std::string const& path : all_samples()) {
        CAPTURE(path);
        auto const compared = compare_paths({path}, a, b);
        check_that_it_adds_up(compared);
        std::array<Outcome, 2> runs;
        for (bool const second : {false, true}) {
            Settings settings;
            settings.policy = second ? &b : &a;
            runs[second] = run_paths({path}, settings);
            auto const accepted = compared.comparison.verdicts.accepted(second);
            CHECK(accepted.claims == runs[second].totals().accepted);
            CHECK(accepted.charges == runs[second].totals().charges_accepted);
        }
        CHECK(compared.comparison.verdicts.total().claims == runs[0].totals().claims);
        std::int64_t appear = 0, disappear = 0;
        for (auto const& [rule, changes] : compared.comparison.rules) {
            appear += static_cast<std::int64_t>(changes.appear);
            disappear += static_cast<std::int64_t>(changes.disappear);
        }
        CHECK(appear - disappear == static_cast<std::int64_t>(count_of(runs[1].findings(), "\n")) -
                                        static_cast<std::int64_t>(count_of(runs[0].findings(), "\n")));
    }
}

TEST_CASE("a severity that differs is a change, and so is a message") {
    auto const text = replaced(sample("837p-clean.edi"), "CLM*RB-1001*180*", "CLM*RB-1001*190*");
    auto const a = policy_of({"j2371"}), b = policy_of({"j2371"}, "[severity]\nC101 = \"advice\"\n");
    auto const compared = compare_text(text, a, b);
    check_that_it_adds_up(compared);
    CHECK(compared.comparison.claims_changed == 1);
    CHECK(compared.comparison.verdicts.cells[1][0].claims == 1);
    CHECK(compared.comparison.verdicts.cells[1][0].charges == 19000);
    CHECK(has(compared.text, "claim 1 \"RB-1001\"  charge 190.00  rejected -> accepted"));
    CHECK(has(compared.text, "  ~ error -> advice C101 claim-charge-not-sum-of-lines CLM02: "));
    CHECK(has(compared.jsonl, "\"verdict\":{\"a\":\"rejected\",\"b\":\"accepted\"},\"changes\":[{\"what\":\"changes\",\"rule\":\"C101\""));
    CHECK(has(compared.summary, "rejected by A, accepted by B    1 claim, 190.00"));
    CHECK(compared.comparison.rules.at("C101").change == 1);

    auto const one =
        policy_of({"j2371"}, "[[rule]]\nid = \"X101\"\ntitle = \"One\"\nhelp = \"h\"\nsource = \"s\"\nwhen = 'line.units > 0'\n");
    auto const two =
        policy_of({"j2371"}, "[[rule]]\nid = \"X101\"\ntitle = \"Two\"\nhelp = \"h\"\nsource = \"s\"\nwhen = 'line.units > 0'\n");
    auto const words = compare_text(sample("837p-clean.edi"), one, two);
    CHECK(has(words.text, "  ~ warning X101 two line 1 SV104: Two (was: One)\n"));
    CHECK(words.comparison.rules.at("X101").change == 6);
}

TEST_CASE("findings at one place are told apart by their words") {
    auto const rule = [](std::string const& id, std::string const& message) {
        return "[[rule]]\nid = \"" + id + "\"\ntitle = \"Rule " + id +
               "\"\nhelp = \"h\"\nsource = \"s\"\nscope = \"claim\"\nwhen = 'claim.charge > 0'\nmessage = \"" + message + "\"\n";
    };
    auto const a = policy_of({"j2371"}, rule("X101", "m") + rule("X102", "n")),
               b = policy_of({"j2371"}, rule("X102", "n") + rule("X103", "m"));
    auto const compared = compare_text(sample("837p-clean.edi"), a, b);
    CHECK(compared.comparison.rules.size() == 2);
    CHECK(compared.comparison.rules.at("X101").disappear == 3);
    CHECK(compared.comparison.rules.at("X103").appear == 3);
}

TEST_CASE("a set that one policy rejects as a whole moves its claims, and the sums tie") {
    auto const text = replaced(sample("837p-clean.edi"), "\nSE*", "\nSE*9");
    auto const a = policy_of({"j2371"}), b = policy_of({"j2371"}, "[severity]\nE203 = \"off\"\n");
    auto const compared = compare_text(text, a, b);
    check_that_it_adds_up(compared);
    CHECK(compared.comparison.verdicts.cells[1][0].claims > 0);
    CHECK(has(compared.text, "the whole set  rejected -> accepted instead of accepted -> accepted: "));
    CHECK(has(compared.jsonl, "{\"schema\":1,\"kind\":\"set\""));
    CHECK(has(compared.jsonl, "\"kind\":\"outside\""));
    // Both reject it: a claim that they judge otherwise is rejected by both in the end.
    auto const c = policy_of({"j2371"}, "[severity]\nC101 = \"off\"\n");
    auto const wrong_sum = replaced(text, "CLM*RB-1001*180*", "CLM*RB-1001*190*");
    auto const moved = compare_text(wrong_sum, a, c);
    check_that_it_adds_up(moved);
    CHECK(moved.comparison.verdicts.cells[1][0].claims == 0);
    CHECK(has(moved.text, "the whole set  rejected instead of rejected -> accepted: 1 claim, 190.00"));
}

TEST_CASE("dates override the days of service in look-ups") {
    auto const text = replaced(sample("837p-clean.edi"), "SV1*HC:J2371:JB", "SV1*HC:J2371:JW:JZ");
    auto a = policy_of({"j2371"}), b = policy_of({"j2371"});
    a.look_up_as_of(edi::day_of(2022, 12, 31));
    b.look_up_as_of(edi::day_of(2023, 1, 1));
    auto const compared = compare_text(text, a, b);
    check_that_it_adds_up(compared);
    CHECK(compared.comparison.rules.at("M102").appear == 1);
    CHECK(has(compared.summary, "looked up as for services on 2022-12-31"));
    CHECK(has(compared.summary, "\"as_of\":\"2023-01-01\""));
}

TEST_CASE("a comparison does not hang on threads or block sizes") {
    auto const a = policy_of({"j2371"}), b = policy_of({"cms"}, "[severity]\nE203 = \"off\"\nC101 = \"advice\"\n");
    auto const paths = all_samples();
    auto const first = compare_paths(paths, a, b);
    CHECK(!first.jsonl.empty());
    for (unsigned const threads : {1U, 4U})
        for (std::size_t const block_size : {std::size_t{1}, std::size_t{3000}}) {
            auto const again = compare_paths(paths, a, b, threads, block_size);
            CHECK(again.text == first.text);
            CHECK(again.jsonl == first.jsonl);
            CHECK(again.csv == first.csv);
            CHECK(again.summary == first.summary);
        }
}

TEST_CASE("each policy has the earlier claims that it accepts itself") {
    auto const a = policy_of({"j2371"}), b = policy_of({"j2371"}, "[severity]\nR101 = \"warning\"\n");
    TemporaryDirectory const in;
    for (char const* name : {"a.edi", "b.edi"}) write_file(in / name, sample("837p-clean.edi"));
    std::vector<std::string> const paths{in / "a.edi", in / "b.edi"};
    constexpr std::size_t memory = std::size_t{1} << 26;
    auto const compared = compare_paths(paths, a, b, 1, 512 * 1024, memory);
    CHECK(compared.error == "");
    // A rejects each claim of the second file by itself, B the batch as a whole: both reject them.
    CHECK(compared.comparison.verdicts.cells[1][1].claims == 3);
    CHECK(compared.comparison.verdicts.cells[0][0].claims == 3);
    CHECK(compared.comparison.rules.at("R101").change == 3);
    CHECK(!compared.comparison.rules.contains("R105"));
    for (std::size_t const block : {std::size_t{1}, std::size_t{4000}}) {
        auto const again = compare_paths(paths, a, b, 3, block, memory);
        CHECK(again.jsonl == compared.jsonl);
        CHECK(again.summary == compared.summary);
    }
    CHECK(compare_paths(paths, a, b).jsonl == "");
    CHECK(compare_paths(paths, a, a, 2, 1000, memory).jsonl == "");
}

TEST_CASE("what cannot be read or written is said, and earlier results stay") {
    TemporaryDirectory const work;
    write_file(work / "empty.edi", "");
    auto const a = policy_of({"j2371"}), b = policy_of({"cms"});
    auto const compared = compare_paths({work / "empty.edi"}, a, b);
    CHECK(compared.comparison.inputs.size() == 1);
    fs::create_directory(work / "out");
    write_file(work / "out/compare.csv", "x");
    engine::compare::CompareOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{work / "empty.edi"}));
    options.directory = work / "out";
    auto const refused = engine::compare::run(a, b, options);
    CHECK(refused.wrong_use);
    CHECK(has(refused.error, "--overwrite"));
    CHECK(read_file(work / "out/compare.csv") == "x");
    options.replace = true;
    CHECK(engine::compare::run(a, b, options).error == "");
}
