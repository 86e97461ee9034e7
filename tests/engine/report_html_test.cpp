#include <doctest/doctest.h>

#include <string>

#include "engine/report/html/charts.hpp"
#include "engine/report/html/html_text.hpp"
#include "engine/report/html/kept_claims.hpp"
#include "engine/report/html/note_taker.hpp"
#include "engine/report/html/party_figures.hpp"
#include "engine/report/html/shown_claims.hpp"
#include "engine/run_example.hpp"
#include "rules/registry.hpp"
#include "tests/engine/run_support.hpp"

using namespace engine::report::html;
using engine_test::replaced;
using engine_test::run_text;
using engine_test::sample;

namespace {

std::string row_of(std::string const& page, std::string_view name) {
    auto const at = page.find("<tr><th scope=\"row\">" + std::string(name));
    return at == std::string::npos ? std::string() : page.substr(at, page.find("</tr>", at) - at);
}

/// The numbers behind the cells of a row, joined with blanks.
std::string numbers(std::string const& row) {
    std::string found;
    for (auto at = row.find("data-sort=\""); at != std::string::npos; at = row.find("data-sort=\"", at + 1)) {
        auto const begin = at + 11;
        found += (found.empty() ? "" : " ") + row.substr(begin, row.find('"', begin) - begin);
    }
    return found;
}

PartyVerdicts one(std::string_view id, std::string_view name, std::uint64_t accepted, std::uint64_t rejected) {
    return {id, name, {accepted, rejected, static_cast<std::int64_t>(100 * accepted), static_cast<std::int64_t>(100 * rejected)}};
}

/// Findings of one rule, one a claim.
struct Noted {
    engine::Scope scope{std::make_shared<engine::InputScope const>(), nullptr, nullptr, nullptr};
    Notes notes;
    NotedClaim& claim(rules::Rule const& rule, std::string_view text) {
        NotedClaim& added = notes.claims.emplace_back();
        added.scope = &scope;
        added.claim_no = notes.claims.size();
        added.segments_begin = static_cast<std::uint32_t>(notes.segments.size());
        notes.segments.push_back({text, "2300", 1});
        added.segments_end = static_cast<std::uint32_t>(notes.segments.size());
        added.findings_begin = static_cast<std::uint32_t>(notes.findings.size());
        NotedFinding finding;
        finding.rule = &rule;
        notes.findings.push_back(finding);
        added.findings_end = static_cast<std::uint32_t>(notes.findings.size());
        return added;
    }
};

} // namespace

TEST_CASE("report.html: texts, amounts and shares") {
    CHECK(html("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    CHECK(html("a\n\x01\xE2\x80\xAE\xFF") == "a...\xEF\xBF\xBD");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(grouped_signed(INT64_MIN) == "-9,223,372,036,854,775,808");
    CHECK(dollars(-5) == "-0.05");
    CHECK(dollars(123456789) == "1,234,567.89");
    CHECK(dollars(INT64_MAX) == "92,233,720,368,547,758.07");
    CHECK(thousandths(0, 0) == 0);
    CHECK(thousandths(1, 1'000'000) == 1);
    CHECK(thousandths(999'999, 1'000'000) == 999);
    CHECK(thousandths(42, 54) == 778);
    CHECK(thousandths(UINT64_MAX, UINT64_MAX) == 1000);
    CHECK(percent(5) == "0.5%");
    CHECK(percent(1000) == "100.0%");
}

TEST_CASE("report.html: what a scope that goes back does to a party's claims") {
    PartyFigures parties;
    parties.add(one("A", "ALPHA", 3, 1), Around::set);
    parties.add(one("", "BETA", 2, 0), Around::set);
    parties.close(Around::set, Around::group, false);
    parties.add(one("A", "OTHER NAME", 5, 0), Around::set);
    parties.close(Around::set, Around::group, true);
    parties.close(Around::group, Around::interchange, false);
    parties.add(one("A", "ALPHA", 1, 0), Around::interchange);
    SUBCASE("nothing around it does") {
        parties.close(Around::interchange, Around::run, false);
        CHECK(parties.parties()[0].verdicts == Verdicts{4, 6, 400, 600});
        CHECK(parties.parties()[1].verdicts == Verdicts{2, 0, 200, 0});
    }
    SUBCASE("the interchange does") {
        parties.close(Around::interchange, Around::run, true);
        CHECK(parties.parties()[0].verdicts == Verdicts{0, 10, 0, 1000});
        CHECK(parties.parties()[1].verdicts == Verdicts{0, 2, 0, 200});
    }
    REQUIRE(parties.parties().size() == 2);
    CHECK(parties.parties()[0].name == "ALPHA");
    CHECK(parties.total().claims() == 12);
}

TEST_CASE("report.html: parties beyond the most are counted together") {
    PartyFigures parties;
    for (std::size_t i = 0; i < PartyFigures::most_parties; ++i) parties.add(one(std::to_string(i), "", 1, 0), Around::set);
    parties.add(one("late", "", 2, 3), Around::set);
    parties.add(one("7", "", 1, 0), Around::set);
    parties.close(Around::set, Around::run, false);
    CHECK(parties.parties().size() == PartyFigures::most_parties);
    CHECK(parties.parties()[7].verdicts.accepted == 2);
    CHECK(parties.others() == Verdicts{2, 3, 200, 300});
    CHECK(parties.total().claims() == PartyFigures::most_parties + 6);
}

TEST_CASE("report.html: claims of an item by party, in order of first appearance") {
    PartyCounter counter;
    std::vector<PartyVerdicts> list;
    std::vector<std::string> ids;
    for (int i = 0; i < 500; ++i) ids.push_back("ID" + std::to_string(i));
    for (int round = 0; round < 2; ++round) {
        std::size_t const before = list.size();
        counter.start();
        for (int i = 0; i < 2000; ++i) counter.add(ids[static_cast<std::size_t>(i * 7 % 500)], "N", {1, 0, 1, 0}, list);
        REQUIRE(list.size() == before + 500);
        CHECK(list[before].id == "ID0");
        CHECK(list[before + 1].id == "ID7");
        for (std::size_t i = before; i < list.size(); ++i) CHECK(list[i].verdicts.accepted == 4);
    }
}

TEST_CASE("report.html: of each rule the claims with its first findings are kept") {
    rules::Rule const& first = *rules::find_rule("U105");
    rules::Rule const& second = *rules::find_rule("C101");
    Noted noted;
    KeptClaims kept({.findings = 10, .bytes = 100'000, .findings_of_claim = 5});
    std::uint64_t ranks[2] = {0, 0};
    auto const add = [&](bool which) {
        noted.claim(which ? second : first, "CLM*1*2");
        kept.add(noted.notes.claims.back(), ranks[which]++, noted.notes);
    };
    for (int i = 0; i < 10; ++i) add(false);
    CHECK_FALSE(kept.quota());
    CHECK(kept.claims().size() == 10);
    for (int i = 0; i < 3; ++i) add(true);
    REQUIRE(kept.quota());
    CHECK(*kept.quota() == 7);
    CHECK(kept.findings() == 10);
    for (int i = 0; i < 20; ++i) add(i % 2 == 0);
    std::size_t of_second = 0;
    for (auto const& [number, claim] : kept.claims()) of_second += claim.findings.front().rule == &second ? 1 : 0;
    CHECK(*kept.quota() == 5);
    CHECK(of_second == 5);
    CHECK(kept.claims().size() == 10);
}

TEST_CASE("report.html: claims in a scope that goes back are shown as rejected") {
    Noted noted;
    KeptClaims kept({});
    auto const add = [&] { kept.add(noted.claim(*rules::find_rule("R102"), "CLM*1*2"), 0, noted.notes); };
    add();
    kept.close(Around::set, false);
    add();
    kept.close(Around::set, true);
    add();
    kept.close(Around::set, false);
    std::string verdicts;
    for (auto const& [number, claim] : kept.claims()) verdicts += claim.accepted ? 'A' : 'R';
    CHECK(verdicts == "ARA");
    kept.close(Around::group, true);
    for (auto const& [number, claim] : kept.claims()) CHECK_FALSE(claim.accepted);
}

TEST_CASE("report.html: places of marks count as JavaScript does, and nothing ends the script") {
    Noted noted;
    std::string const text = "NM1*IL*1*\xC3\x84\xF0\x9F\x98\x80\x01</script>*X";
    NotedClaim& claim = noted.claim(*rules::find_rule("U105"), text);
    NotedFinding& finding = noted.notes.findings[claim.findings_begin];
    finding.place = {0, static_cast<std::uint32_t>(text.size() - 1), 1};
    KeptClaims kept({});
    kept.add(claim, 0, noted.notes);
    std::string json;
    write_shown_claims(kept, false, [&](std::string_view part) { json += part; });
    CHECK(json.find('<') == std::string::npos);
    CHECK(json.find("NM1*IL*1*\xC3\x84\xF0\x9F\x98\x80.\\u003c/script>*X") != std::string::npos);
    CHECK(json.find("[0,23,1]") != std::string::npos); // 9 + 1 + 2 + 1 + 9 + 1
}

TEST_CASE("report.html: steps of doses") {
    CHECK(DoseGrid::least_of(0) == 1);
    CHECK(DoseGrid::least_of(5) == 50);
    CHECK(DoseGrid::step_of(1) == 0);
    CHECK(DoseGrid::step_of(4) == 1);
    CHECK(DoseGrid::step_of(5) == 2);
    CHECK(DoseGrid::step_of(99) == 5);
    CHECK(DoseGrid::step_of(INT64_MAX) == DoseGrid::steps - 1);
}

TEST_CASE("report.html: columns of days") {
    std::map<edi::Day, BySeverity> days;
    std::string chart;
    append_days(days, chart);
    CHECK(chart.empty());
    for (unsigned day = 1; day <= 28; ++day) days[edi::day_of(2026, 2, day)] = {2, 1, 0};
    append_days(days, chart);
    CHECK(chart.find("by day of service") != std::string::npos);
    CHECK(chart.find("<title>2026-02-28: 2 errors, 1 warning, 0 advice</title>") != std::string::npos);
    // One date that is a slip of the keyboard does not stretch the axis.
    for (unsigned day = 1; day <= 28; ++day) days[edi::day_of(2026, 2, day)] = {200, 0, 0};
    days[edi::day_of(1826, 2, 1)] = {0, 0, 1};
    chart.clear();
    append_days(days, chart);
    CHECK(chart.find("by day of service") != std::string::npos);
    CHECK(chart.find("<title>earlier: 0 errors, 0 warnings, 1 advice</title>") != std::string::npos);
    // Five years, by month; the weeks of a quarter.
    days.clear();
    for (int year = 2021; year <= 2025; ++year)
        for (unsigned month = 1; month <= 12; ++month) days[edi::day_of(year, month, 3)] = {1, 0, 0};
    chart.clear();
    append_days(days, chart);
    CHECK(chart.find("by year of service") != std::string::npos);
    CHECK(chart.find("<title>2023: 12 errors") != std::string::npos);
    days.clear();
    for (int i = 0; i < 100; ++i) days[edi::Day{edi::day_of(2026, 1, 1).number + i}] = {1, 0, 0};
    chart.clear();
    append_days(days, chart);
    CHECK(chart.find("by week of service") != std::string::npos);
    CHECK(chart.find("<title>2026-01-05: 7 errors") != std::string::npos); // a Monday
}

TEST_CASE("report.html: a set that goes back, by payer and reason") {
    auto const page = run_text(sample("837p-wrong-structure.edi")).files.at("report.html");
    CHECK(numbers(row_of(page, "An error in the claim itself")) == "1 36000");
    CHECK(numbers(row_of(page, "An error in a level above it")) == "1 18000");
    CHECK(numbers(row_of(page, "Its set, group or interchange")) == "1 18000");
    CHECK(numbers(row_of(page, "PRAIRIE MUTUAL HEALTH")) != "");
    // Nothing of the input, nothing of the day of the run but what --date says.
    CHECK(page.find("processed 2026-11-24") != std::string::npos);
}

TEST_CASE("report.html: claims that could not be checked are counted under nobody") {
    auto const old = replaced(replaced(sample("837p-clean.edi"), "*005010X222A1~", "*004010X098A1~"), "*005010X222A1~", "*004010X098A1~");
    auto const outcome = run_text(old);
    REQUIRE(outcome.totals().rejected == 3);
    auto const page = outcome.files.at("report.html");
    CHECK(numbers(row_of(page, "It could not be checked")) == "3 122500");
    auto const nobody = page.find("not named, or the claims could not be read");
    REQUIRE(nobody != std::string::npos);
    CHECK(numbers(page.substr(nobody, 400)).starts_with("3 0 3"));
}

TEST_CASE("report.html: the same bytes for any number of threads and any block size") {
    std::string many;
    for (char const* name :
         {"837p-wrong-units.edi", "837p-wrong-structure.edi", "837i-wrong-situations.edi", "837p-cob-out-of-balance.edi"})
        many += sample(name);
    std::string const page = run_text(many).files.at("report.html");
    for (std::size_t const block_size : {1u, 700u, 5000u})
        for (unsigned const threads : {1u, 3u}) {
            engine_test::Settings settings;
            settings.threads = threads;
            settings.block_size = block_size;
            CHECK(run_text(many, settings).files.at("report.html") == page);
        }
}

TEST_CASE("report.html: charges beyond all sums are no internal error") {
    auto text = sample("837p-clean.edi");
    text = engine_test::replaced_all(text, "CLM*RB-1001*180*", "CLM*RB-1001*9999999999999999.99*");
    std::string many;
    for (int i = 0; i < 30; ++i) many += text;
    CHECK(run_text(many).error == "");
}

TEST_CASE("report.html: inputs that are none") {
    for (std::string const& text : {std::string(), std::string("no claims here"), std::string("ISA*")}) {
        auto const page = run_text(text).files.at("report.html");
        CHECK(page.find("could not be read.") != std::string::npos);
        CHECK(page.find("No claims in 1 input.") != std::string::npos);
    }
}

TEST_CASE("report.html: of a large claim what stands around the findings is shown") {
    std::string many;
    for (int i = 2; i <= 40; ++i) many += "LX*" + std::to_string(i) + "~\nSV1*HC:99213*0*UN*1***1~\nDTP*472*D8*20261005~\n";
    auto const text = replaced(sample("837p-wrong-units.edi"), "CTP****0.2*ML~\n", "CTP****0.2*ML~\n" + many);
    auto const page = run_text(text).files.at("report.html");
    auto const claim = page.find("\"id\":\"RB-4001\"");
    REQUIRE(claim != std::string::npos);
    auto const shown = page.substr(claim, page.find("\n", claim) - claim);
    CHECK(shown.find("CLM*RB-4001*180") != std::string::npos);
    CHECK(shown.find("UN*5000***1") != std::string::npos);
    auto const left_out = shown.find("\"so\":");
    REQUIRE(left_out != std::string::npos);
    CHECK(std::stoul(shown.substr(left_out + 5)) > 40);
}

TEST_CASE("report.html: a claim with very many findings shows the first, and how many more there are") {
    std::string many;
    for (int i = 0; i < 100; ++i) many += "REF*ZZ*A~\n";
    auto const text = replaced(sample("837p-wrong-units.edi"), "REF*D9*CW0000004001~\n", "REF*D9*CW0000004001~\n" + many);
    auto const outcome = run_text(text);
    auto const page = outcome.files.at("report.html");
    auto const claim = page.find("\"id\":\"RB-4001\"");
    auto const left_out = page.find("\"fo\":", claim);
    REQUIRE(left_out != std::string::npos);
    auto const of_claim =
        outcome.totals().errors + outcome.totals().warnings + outcome.totals().advice - 6; // the other five claims have six
    CHECK(std::stoul(page.substr(left_out + 5)) == of_claim - 50);
    CHECK(page.find("are shown here") != std::string::npos);
    // A claim counts once under a rule, whatever the number of its findings.
    auto const row = page.find("<tr data-rule=\"S003\">", page.find("id=\"rule-table\""));
    REQUIRE(row != std::string::npos);
    CHECK(numbers(page.substr(row, page.find("</tr>", row) - row)) == "100 0 0 1 18000");
}

TEST_CASE("report.html: only with --out, and not when it is not wanted") {
    engine_test::TemporaryDirectory const directory;
    engine_test::write_file(directory / "in.edi", sample("837p-clean.edi"));
    engine::RunOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{directory / "in.edi"}));
    options.writer.directory = directory / "out";
    options.writer.page = false;
    CHECK(engine::run(engine_test::default_policy(), std::move(options)).error == "");
    CHECK_FALSE(engine_test::fs::exists(directory / "out/report.html"));
    CHECK(engine_test::fs::exists(directory / "out/summary.json"));
}

TEST_CASE("report.html: a rule counts the claims that go back with what it is about, each once") {
    auto const clean = sample("837p-clean.edi"); // claims of 180, 685 and 360
    auto const row = [](std::string const& text, std::string const& id, engine_test::Settings const& settings = {}) {
        auto const page = run_text(text, settings).files.at("report.html");
        auto const at = page.find("<tr data-rule=\"" + id + "\">", page.find("id=\"rule-table\""));
        return at == std::string::npos ? std::string() : numbers(page.substr(at, page.find("</tr>", at) - at));
    };
    // The billing provider's street is missing: all three, and no finding of a claim.
    CHECK(row(replaced(clean, "N3*410 LANTERN STREET~\n", ""), "S004") == "1 0 0 3 122500");
    // That of the first subscriber, who has one claim or more.
    auto const first = replaced(clean, "NM1*PR*2*PRAIRIE MUTUAL HEALTH*****PI*PMH01~\n", "");
    CHECK(row(first, "S005").find("1 0 0 ") == 0);
    CHECK(row(first, "S005").find(" 0 0", 5) == std::string::npos);
    // The set, the group, the interchange.
    CHECK(row(replaced(clean, "SE*88*0001", "SE*87*0001"), "E203") == "1 0 0 3 122500");
    CHECK(row(replaced(clean, "GE*1*101", "GE*2*101"), "E103") == "1 0 0 3 122500");
    CHECK(row(replaced(clean, "IEA*1*", "IEA*2*"), "E013") == "1 0 0 3 122500");
    // A set that cannot be checked.
    CHECK(row(engine_test::replaced_all(clean, "005010X222A1", "004010X098A1"), "E105") == "1 0 0 3 122500");
    for (std::size_t const block : {std::size_t{1}, std::size_t{1000}}) {
        engine_test::Settings settings;
        settings.block_size = block;
        CHECK(row(replaced(clean, "N3*410 LANTERN STREET~\n", ""), "S004", settings) == "1 0 0 3 122500");
    }
}

TEST_CASE("report.html: claims of an input that is cut off go back for this reason, whatever else its end leaves open") {
    auto const page = [&] {
        engine_test::TemporaryDirectory const in;
        engine_test::write_file(in / "cut.gz", engine::staged_text(rules::StagedExample::gzip_cut_off).substr(0, 3000));
        return engine_test::run_paths({in / "cut.gz"}).files.at("report.html");
    }();
    auto const at = page.find("id=\"reason-table\"");
    auto const table = page.substr(at, page.find("</table>", at) - at);
    CHECK(table.find("damaged or cut off (E019)") != std::string::npos);
    CHECK(table.find("goes back as a whole") == std::string::npos);
    CHECK(table.find("An error in") == std::string::npos);
}
