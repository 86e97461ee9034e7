// Waivers and the baseline through whole runs.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/read/inputs.hpp"
#include "engine/run.hpp"
#include "engine/waivers/waivers.hpp"
#include "tests/engine/run_support.hpp"

using namespace engine_test;
using engine::waivers::Baseline;
using engine::waivers::Waivers;

namespace {

// Two errors: the units of RB-4002 and others of 837p-wrong-units.edi; a wrong SE01.
std::string const wrong_units = "837p-wrong-units.edi";

std::string waiver(std::string const& rule, std::string const& more = "", std::string const& until = "2026-12-31") {
    return "[[waiver]]\nrule = \"" + rule + "\"\nwho = \"J. Doe\"\nreason = \"until the new release\"\nuntil = " + until + "\n" + more +
           "\n";
}

struct Run {
    engine::report::RunSummary summary;
    std::string error;
    std::map<std::string, std::string> files;
    Baseline known;
    std::shared_ptr<Waivers> waivers; ///< the summary refers to them
    engine::Tally const& totals() const { return summary.totals; }
    bool holds(std::string const& file, std::string const& text) const { return files.at(file).find(text) != std::string::npos; }
};

/// Runs over `text` as in.edi with this TOML (empty: none) and baseline (null: none).
Run run_with(std::string const& text, std::string const& toml, Baseline const* baseline = nullptr, std::size_t block = 0,
             unsigned threads = 1) {
    TemporaryDirectory const in, out;
    write_file(in / "in.edi", text);
    write_file(in / "w.toml", toml);
    if (baseline) write_file(in / "known.txt", baseline->text("test"));
    Run run;
    std::vector<std::string> files;
    if (!toml.empty()) files.push_back(in / "w.toml");
    auto read = Waivers::read(files, baseline ? std::optional<std::string>(in / "known.txt") : std::nullopt, default_policy(),
                              edi::day_of(2026, 11, 24));
    REQUIRE(std::holds_alternative<Waivers>(read));
    run.waivers = std::make_shared<Waivers>(std::get<Waivers>(std::move(read)));
    engine::RunOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{in / "in.edi"}, {}, {}));
    if (block) options.limits.block_size = block;
    options.threads = threads;
    options.writer.directory = out.path().string();
    options.writer.replace = options.writer.split = options.writer.database = true;
    options.writer.processed = edi::day_of(2026, 11, 24);
    if (!run.waivers->empty()) options.writer.waivers = run.waivers.get();
    options.writer.new_baseline = &run.known;
    auto result = engine::run(default_policy(), std::move(options));
    run.summary = std::move(result.summary);
    run.error = std::move(result.error);
    for (auto const& entry : fs::recursive_directory_iterator(out.path()))
        if (entry.is_regular_file() && entry.path().extension() != ".sqlite")
            run.files[fs::relative(entry.path(), out.path()).string()] = without(read_file(entry.path()), in.path().string() + "/");
    return run;
}

std::string mistake(std::string const& toml) {
    TemporaryDirectory const in;
    write_file(in / "w.toml", toml);
    std::vector<std::string> const files{in / "w.toml"};
    auto const read = Waivers::read(files, std::nullopt, default_policy(), edi::day_of(2026, 11, 24));
    auto const* wrong = std::get_if<rules::FileMistake>(&read);
    return wrong ? std::to_string(wrong->line) + ": " + wrong->message : "";
}

} // namespace

TEST_CASE("a waived finding rejects nothing, is told with who answers for it, and is counted apart") {
    auto const text = sample(wrong_units);
    auto const without = run_with(text, "");
    auto const with = run_with(text, waiver("U105"));
    CHECK(with.error == "");
    auto const errors = without.totals().errors - with.totals().errors;
    CHECK(errors > 1);
    CHECK(with.totals().waived == errors);
    CHECK(with.totals().accepted > without.totals().accepted);
    CHECK(with.totals().accepted_by_waiver == with.totals().accepted - without.totals().accepted);
    CHECK(with.totals().charges_by_waiver == with.totals().charges_accepted - without.totals().charges_accepted);
    CHECK(with.totals().claims == with.totals().accepted + with.totals().rejected);
    CHECK(with.totals().charges_total() == without.totals().charges_total());
    // It is in findings.jsonl with its own severity and no code of an answer.
    CHECK(with.holds("findings.jsonl", R"("rule":"U105","name":"units-disagree-with-ndc","severity":"error")"));
    CHECK(
        with.holds("findings.jsonl", R"("waived":{"who":"J. Doe","reason":"until the new release","until":"2026-12-31","file":"w.toml"})"));
    CHECK(with.holds("findings.csv", "J. Doe, until 2026-12-31: until the new release"));
    CHECK(with.holds("in.edi.report.txt", "waived error[U105] units-disagree-with-ndc"));
    CHECK(with.holds("in.edi.report.txt", "waived by J. Doe, until 2026-12-31: until the new release"));
    CHECK(with.holds("in.edi.report.txt", std::to_string(errors) + " waived"));
    CHECK(with.holds("summary.txt", std::to_string(errors) + " findings are waived; "));
    CHECK(with.holds("summary.json", R"("rule":"U105","who":"J. Doe")"));
    CHECK(with.holds("summary.json", R"("state":"used")"));
    CHECK(with.holds("report.html", "id=\"waived\""));
    CHECK(without.holds("in.edi.277ca.edi", "A8:476"));
    auto const rejections = [](Run const& run) {
        auto const& answer = run.files.at("in.edi.277ca.edi");
        std::size_t found = 0;
        for (auto at = answer.find("A8:476"); at != std::string::npos; at = answer.find("A8:476", at + 1)) ++found;
        return found;
    };
    CHECK(rejections(with) < rejections(without));
    // The same whatever the blocks and threads.
    for (std::size_t const block : {std::size_t{1}, std::size_t{500}})
        CHECK(run_with(text, waiver("U105"), nullptr, block, 3).files == with.files);
}

TEST_CASE("a waiver is narrowed by payer, submitter, provider, file and claim") {
    auto const text = sample(wrong_units);
    auto const waived = [&](std::string const& more) { return run_with(text, waiver("U105", more)).totals().waived; };
    auto const all = waived("");
    CHECK(waived("claim = \"RB-4002\"") == 1);
    CHECK(waived("claim = \"RB-4\"") == 0);
    CHECK(waived("payer = \"PMH01\"") == all);
    CHECK(waived("payer = \"NOBODY\"") == 0);
    CHECK(waived("submitter = \"RIVERBEND\"") == all);
    CHECK(waived("submitter = \"CLEARWAY\"") == 0);
    CHECK(waived("provider = \"1300200015\"") == all);
    CHECK(waived("provider = \"1300200016\"") == 0);
    CHECK(waived("file = \"in.edi\"") == all);
    CHECK(waived("file = \"n.edi\"") == 0);
    CHECK(waived("payer = \"PMH01\"\nclaim = \"RB-4002\"") == 1);
}

TEST_CASE("a waiver holds to its last day, and useless ones are told") {
    auto const text = sample(wrong_units);
    CHECK(run_with(text, waiver("U105", "", "2026-11-24")).totals().waived > 0);
    auto const expired = run_with(text, waiver("U105", "", "2026-11-23") + waiver("C101"));
    CHECK(expired.totals().waived == 0);
    CHECK(expired.holds("summary.txt", "waiver of U105 at w.toml:2, J. Doe, until 2026-11-23: until the new release: EXPIRED"));
    CHECK(expired.holds("summary.txt", "waiver of C101 at w.toml:8, J. Doe, until 2026-12-31: until the new release: UNUSED"));
    CHECK(expired.holds("summary.json", R"("state":"expired","findings":0})"));
    CHECK(expired.holds("summary.json", R"("state":"unused","findings":0})"));
}

TEST_CASE("what is above claims is waived with them below it") {
    auto const clean = sample("837p-clean.edi");
    auto const street = replaced(replaced(clean, "N3*410 LANTERN STREET~\n", ""), "SE*88*", "SE*87*");
    CHECK(run_with(street, "").totals().accepted == 0);
    auto const waived = run_with(street, waiver("S004", "provider = \"1300200015\""));
    CHECK(waived.error == "");
    CHECK(waived.totals().rejected == 0);
    CHECK(waived.totals().waived == 1);
    CHECK(waived.totals().accepted_by_waiver == waived.totals().claims);
    CHECK(!waived.holds("in.edi.999.edi", "IK3"));
    CHECK(run_with(street, waiver("S004", "provider = \"1\"")).totals().accepted == 0);
    CHECK(run_with(street, waiver("S004", "claim = \"RB-1001\"")).totals().accepted == 0);
    // Envelopes.
    auto const count = replaced(clean, "SE*88*0001", "SE*87*0001");
    CHECK(run_with(count, "").totals().accepted == 0);
    auto const set = run_with(count, waiver("E203", "submitter = \"RIVERBEND\""));
    CHECK(set.totals().rejected == 0);
    CHECK(set.holds("in.edi.999.edi", "AK9*A*"));
    CHECK(set.holds("in.edi.report.txt", "waived error[E203]"));
}

TEST_CASE("a baseline knows what was found, wherever the claim stands when it is sent again") {
    auto const text = sample(wrong_units);
    auto const first = run_with(text, "");
    CHECK(first.known.size() > 3);
    auto const again = run_with(text, "", &first.known);
    CHECK(again.error == "");
    CHECK(again.totals().errors + again.totals().warnings + again.totals().advice == 0);
    CHECK(again.totals().rejected == 0);
    CHECK(again.holds("findings.jsonl", R"("waived":{"who":"baseline")"));
    CHECK(again.holds("summary.json", "\"unused\":0}"));
    CHECK(again.known.text("x") == first.known.text("x")); // what is found again stays known
    // Other control numbers, another claim in front: offsets, numbers of segments and claims are others.
    auto const at = text.find("CLM*");
    auto claim = text.substr(at, text.find("CLM*", at + 4) - at);
    claim.replace(claim.find("CLM*") + 4, claim.find('*', 4) - 4, "OTHER-1");
    auto moved = text;
    moved.insert(at, claim);
    moved = replaced_all(moved, text.substr(text.find("*00501*") + 7, 9), "000009999");
    auto const shifted = run_with(moved, "", &first.known);
    CHECK(shifted.totals().waived == again.totals().waived);
    CHECK(shifted.holds("summary.json", "\"unused\":0}"));
    // What is mended is unused, what is new is told.
    auto const clean = run_with(sample("837p-clean.edi"), "", &first.known);
    CHECK(clean.totals().waived == 0);
    CHECK(clean.holds("summary.txt", std::to_string(first.known.size()) + " unused"));
    // It names nobody.
    auto const file = first.known.text("0.1.0");
    CHECK(file.starts_with("# scrub837 baseline 1, written by scrub837 0.1.0\n"));
    CHECK(file.find("RB-4002") == std::string::npos);
    CHECK(file.find("1300200015") == std::string::npos);
}

TEST_CASE("what is wrong with a file of waivers is told with its line and what to do") {
    CHECK(mistake(waiver("U105")) == "");
    CHECK(mistake("").find("has no [[waiver]]") != std::string::npos);
    CHECK(mistake("[[waiver]]\nrule = \"U1O5\"\n").find("2: ") == 0);
    CHECK(mistake("[[waiver]]\nrule = \"U1O5\"\n").find("(did you mean U105?)") != std::string::npos);
    CHECK(mistake(waiver("E105")).find("E105 cannot be waived") != std::string::npos);
    CHECK(mistake("[[waiver]]\nrule = \"U105\"\nwho = \"a\"\nreason = \"b\"\n").find("has no until") != std::string::npos);
    CHECK(mistake("[[waiver]]\nrule = \"U105\"\nwho = \"a\"\nuntil = 2026-12-31\n").find("reason") != std::string::npos);
    CHECK(mistake(waiver("U105", "payr = \"x\"")).find("payer") != std::string::npos);
    CHECK(mistake(waiver("U105", "", "\"soon\"")).find("until") != std::string::npos);
    CHECK(mistake("rule = ").find("not TOML") != std::string::npos);
    CHECK(std::holds_alternative<rules::FileMistake>(
        Waivers::read(std::vector<std::string>{"/nonexistent"}, std::nullopt, default_policy(), {})));
    TemporaryDirectory const in;
    write_file(in / "known.txt", "# scrub837 baseline 1\nU105 xyz\n");
    auto const read = Baseline::read(in / "known.txt");
    REQUIRE(std::holds_alternative<rules::FileMistake>(read));
    CHECK(std::get<rules::FileMistake>(read).line == 2);
    write_file(in / "known.txt", "U105 0123456789abcdef\n");
    CHECK(std::get<rules::FileMistake>(Baseline::read(in / "known.txt")).message.find("is no baseline") == 0);
}
