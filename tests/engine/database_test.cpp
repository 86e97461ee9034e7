#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <sstream>

#include "engine/database_support.hpp"
#include "engine/run_files.hpp"

using namespace engine_test;

namespace {

// Every total of the summary, from the rows.
void check_ties(Outcome const& outcome) {
    RunResults const results(outcome);
    results->check_sound();
    auto const& inputs = outcome.summary.inputs;
    auto const rows =
        results->ask("SELECT claims, lines, accepted, rejected, accepted_cents, rejected_cents FROM totals ORDER BY input_id");
    REQUIRE(rows.size() == inputs.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        engine::Tally const& tally = inputs[i].tally;
        CAPTURE(inputs[i].path);
        CHECK(rows[i] == std::vector<std::string>{std::to_string(tally.claims), std::to_string(tally.lines), std::to_string(tally.accepted),
                                                  std::to_string(tally.rejected), std::to_string(tally.charges_accepted),
                                                  std::to_string(tally.charges_rejected)});
    }
    engine::Tally const& totals = outcome.totals();
    CHECK(results->number("SELECT count(*) FROM drug_lines WHERE of_policy") == totals.drug_lines);
    CHECK(results->number("SELECT count(*) FROM interchanges") == totals.interchanges);
    CHECK(results->number("SELECT count(*) FROM functional_groups") == totals.groups);
    CHECK(results->number("SELECT count(*) FROM sets") == totals.sets);
    CHECK(results->number("SELECT coalesce(sum(segments), 0) FROM inputs") == totals.segments);
    CHECK(results->number("SELECT count(*) FROM findings WHERE severity = 'error'") == totals.errors);
    CHECK(results->number("SELECT count(*) FROM findings WHERE severity = 'warning'") == totals.warnings);
    CHECK(results->number("SELECT count(*) FROM findings WHERE severity = 'advice'") == totals.advice);
    // A claim has the findings it counts and the lines it counts; it is rejected when an error stands in it, and only then by itself.
    CHECK(results->number("SELECT count(*) FROM claims c WHERE errors + warnings + advice <> (SELECT count(*) FROM findings f WHERE "
                          "f.claim_id = c.claim_id) OR c.lines <> (SELECT count(*) FROM lines l WHERE l.claim_id = c.claim_id)") == 0);
    CHECK(results->number(
              "SELECT count(*) FROM claims WHERE (errors > 0) <> (rejected_by IS 'claim') OR accepted <> (rejected_by IS NULL)") == 0);
    // The same findings in the same order as in findings.jsonl.
    std::istringstream lines(outcome.findings());
    auto const found = results->ask("SELECT rule_id FROM findings ORDER BY finding_id");
    std::size_t n = 0, wrong = 0;
    for (std::string line; std::getline(lines, line); ++n)
        wrong += n >= found.size() || line.find("\"rule\":\"" + found[n][0] + "\"") == std::string::npos;
    CHECK(n == found.size());
    CHECK(wrong == 0);
}

ClaimText claim_of(std::string number) {
    ClaimText claim;
    claim.number = std::move(number);
    return claim;
}

// Lets no file grow beyond `bytes`: as on a full disk, without root or a mount.
struct FileSizeLimit {
    rlimit before{};
    void (*handler)(int);
    explicit FileSizeLimit(rlim_t bytes) : handler(std::signal(SIGXFSZ, SIG_IGN)) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        rlimit const limit{bytes, before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    }
};

} // namespace

TEST_CASE("the database of our samples is sound and ties with the summary") {
    Settings settings = with_database();
    settings.cross_claim_memory = std::size_t{1} << 30;
    check_ties(run_paths({(project() / "samples").string()}, settings));
}

TEST_CASE("the database of the shared samples is sound and ties with the summary") {
    if (!fs::exists(shared_samples())) {
        MESSAGE("skipped: no " << shared_samples());
        return;
    }
    Settings settings = with_database();
    settings.threads = 2;
    settings.block_size = 10'000;
    check_ties(run_paths({shared_samples().string()}, settings));
}

TEST_CASE("a database says what it is") {
    RunResults const results(run_text(sample("837p-clean.edi"), with_database()));
    CHECK(results->number("PRAGMA application_id") == 0x53383337);
    CHECK(results->number("PRAGMA user_version") == 1);
    CHECK(results->value("SELECT value FROM meta WHERE key = 'schema_version'") == "1");
    CHECK(results->value("SELECT value FROM meta WHERE key = 'processed'") == "2026-11-24");
    CHECK(results->value("SELECT group_concat(id) FROM policies") == "j2371");
    CHECK(results->number("SELECT count(*) FROM code_tables") == rules::CodeTables::builtin().infos().size());
    CHECK(results->number("SELECT count(*) FROM rules") == default_policy().rules().size());
    CHECK(results->number(
              "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE '%STRICT%'") == 0);
}

TEST_CASE("a line of a drug has its units, its quantity and what is right") {
    ClaimText claim;
    claim.lines[0].units = "5000";
    RunResults const results(run_text(file_of({claim}), with_database()));
    CHECK(results->ask("SELECT code, modifiers, charge_cents, units_thousandths, unit_basis, service_from, service_to FROM lines") ==
          Database::Rows{{"J2371", "JB", "18000", "5000000", "UN", "2026-10-08", "2026-10-08"}});
    CHECK(results->ask("SELECT substance, ndc, quantity_thousandths, quantity_measure, billed_thousandths, expected_units, units_agree, "
                       "stake_cents FROM drug_lines") ==
          Database::Rows{{"dalteparin sodium", "00069019602", "200", "ML", "5000000", "20", "0", "17928"}});
    CHECK(results->ask("SELECT charge, units FROM line_amounts") == Database::Rows{{"180.00", "5000"}});
    CHECK(results->ask("SELECT control_number, guide, payer_id, member_id, rendering_npi, principal_diagnosis, filing_code, accepted, "
                       "rejected_by FROM claims") ==
          Database::Rows{{"A1", "837P", "PMH01", "PM1", "1550218733", "I82412", "CI", "0", "claim"}});
    CHECK(results->ask("SELECT npi, tax_id, name, state, zip FROM billing_providers") ==
          Database::Rows{{"1300200015", "990000101", "CLINIC", "IL", "627010410"}});
    CHECK(results->ask("SELECT batch, submitter_id, submitter, receiver_id, control_number FROM sets") ==
          Database::Rows{{"B0001", "S1", "CLINIC", "R1", "0001"}});
}

TEST_CASE("lines of one drug and day are judged together, as their rule does") {
    ClaimText claim;
    claim.lines.resize(2);
    claim.lines[0].units = "11";
    claim.lines[1].units = "10";
    for (LineText& line : claim.lines) line.millilitres = "0.1";
    RunResults const results(run_text(file_of({claim}), with_database()));
    CHECK(results->ask(
              "SELECT line_no, expected_units, group_line_no, group_expected_units, units_agree, stake_cents IS NULL FROM drug_lines "
              "ORDER BY line_no") == Database::Rows{{"1", "10", "1", "20", "0", "1"}, {"2", "10", "1", "20", "0", "0"}});
    CHECK(results->ask("SELECT line_no, lines, billed_thousandths, expected_units FROM unit_disagreements") ==
          Database::Rows{{"1", "2", "21000", "20"}});
}

TEST_CASE("a set, group or interchange that is rejected takes its claims with it") {
    ClaimText const a = claim_of("A1"), b = claim_of("B1");
    auto const verdicts = [](std::string const& text) {
        RunResults const results(run_text(text, with_database()));
        results->check_sound();
        return results->value(
            "SELECT group_concat(control_number || ':' || accepted || ':' || coalesce(rejected_by, ''), ' ') FROM claims");
    };
    CHECK(verdicts(interchange_of({set_of({a}), set_of({b}, "0002")})) == "A1:1: B1:1:");
    CHECK(verdicts(interchange_of({set_of({a}, "0001", false), set_of({b}, "0002")})) == "A1:0:set B1:1:");
    CHECK(verdicts(replaced(interchange_of({set_of({a}), set_of({b}, "0002")}), "GE*2*101", "GE*2*102")) == "A1:0:group B1:0:group");
    CHECK(verdicts(replaced(interchange_of({set_of({a})}), "IEA*1*000000101", "IEA*1*000000102")) == "A1:0:interchange");
}

TEST_CASE("an earlier claim is found by its number, also behind claims that were not read and in another file") {
    ClaimText const first = claim_of("A1"), again = claim_of("A2");
    std::string const unknown =
        replaced_all(interchange_of({set_of({claim_of("U1"), claim_of("U2")})}, "000000090"), "005010X222A1", "004010X098A1");
    auto const outcome =
        run_files({unknown + interchange_of({set_of({first})}), unknown + interchange_of({set_of({again})})}, with_database(comparing()));
    check_ties(outcome);
    RunResults const results(outcome);
    CHECK(results->ask("SELECT rule_id, control_number, earlier_control_number FROM duplicates") == Database::Rows{{"R101", "A2", "A1"}});
    CHECK(results->ask("SELECT claim_id, claim_no, control_number FROM claims ORDER BY 1") ==
          Database::Rows{{"3", "3", "A1"}, {"6", "3", "A2"}});
    CHECK(results->ask("SELECT claims, lines, charge_cents FROM unread_claims") ==
          Database::Rows{{"2", "2", "36000"}, {"2", "2", "36000"}});
}

TEST_CASE("bytes that are no text do not make the database unreadable") {
    ClaimText claim;
    claim.number = "A\xFF\x01\xC3\xA9";
    RunResults const results(run_text(file_of({claim}), with_database()));
    results->check_sound();
    CHECK(results->value("SELECT control_number FROM claims") == "A\xEF\xBF\xBD.\xC3\xA9");
}

TEST_CASE("broken headers without end have as many rows as they are told") {
    std::string text = sample("837p-clean.edi");
    text.resize(text.find("ST*"));
    for (int i = 0; i < 12'000; ++i) text += "ST*837*1*005010X222A1~SE*2*1~";
    auto const outcome = run_text(text, with_database());
    RunResults const results(outcome);
    results->check_sound();
    std::size_t const told = static_cast<std::size_t>(std::count(outcome.findings().begin(), outcome.findings().end(), '\n'));
    CHECK(told < outcome.totals().errors);
    CHECK(results->number("SELECT count(*) FROM findings") == told);
    CHECK(results->number("SELECT errors FROM inputs") == outcome.totals().errors);
}

TEST_CASE("a database that finds no room is none") {
    // Over and under what its pages take, and within what its indexes take.
    std::string text;
    for (int i = 0; i < 300; ++i) text += file_of({claim_of("A1"), claim_of("B1")});
    TemporaryDirectory const in;
    write_file(in / "in.edi", text);
    auto const whole = run_paths({in / "in.edi"}, with_database());
    REQUIRE(whole.error == "");
    std::size_t const size = whole.files.at("results.sqlite").size();
    std::size_t largest = 0;
    for (auto const& [name, content] : whole.files)
        if (name != "results.sqlite") largest = std::max(largest, content.size());
    REQUIRE(largest + 8192 < size);
    for (std::size_t const limit : {largest + 4096, size - 400'000, size - 80'000, size - 4096, size - 1}) {
        if (limit <= largest || limit > size) continue;
        CAPTURE(limit);
        FileSizeLimit const full(limit);
        auto const outcome = run_paths({in / "in.edi"}, with_database());
        CHECK(outcome.error != "");
        CHECK(outcome.files.count("results.sqlite") == 0);
        CHECK(outcome.files.count("summary.json") == 0);
        for (auto const& [name, content] : outcome.files) CHECK_MESSAGE(name.find(".tmp-") == std::string::npos, name);
    }
}

TEST_CASE("the database is for its owner alone, and not there when it is not wanted") {
    TemporaryDirectory const in, out;
    write_file(in / "in.edi", file_of({ClaimText{}}));
    for (bool const wanted : {true, false}) {
        engine::RunOptions options;
        options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(std::vector<std::string>{in / "in.edi"}));
        options.writer.directory = out.path().string();
        options.writer.replace = true;
        options.writer.database = wanted;
        REQUIRE(engine::run(default_policy(), std::move(options)).error == "");
        struct stat status {};
        CHECK((::lstat((out / "results.sqlite").c_str(), &status) == 0) == wanted);
        if (wanted) CHECK((status.st_mode & 07777) == 0600);
    }
}

// docs/DATABASE.md answers its questions over samples/ with SQL; the answer stands behind each. SCRUB837_WRITE_ANSWERS=1 writes them anew.
TEST_CASE("the questions of the document have the answers that it gives") {
    Settings settings = with_database();
    settings.cross_claim_memory = std::size_t{1} << 30;
    auto outcome = run_paths({(project() / "samples").string()}, settings);
    RunResults const results(outcome);
    fs::path const path = project() / "docs/DATABASE.md";
    std::string const document = read_file(path);
    std::string written;
    std::size_t questions = 0, at = 0;
    for (std::size_t sql = 0; (sql = document.find("```sql\n", at)) != std::string::npos;) {
        std::size_t const begin = sql + 7, end = document.find("```\n", begin);
        std::size_t const answer = document.find("```text\n", end) + 8, close = document.find("```\n", answer);
        REQUIRE(close != std::string::npos);
        std::string told;
        for (auto const& row : results->ask(document.substr(begin, end - begin), true)) {
            for (std::size_t i = 0; i < row.size(); ++i) told += (i ? " | " : "") + row[i];
            told += "\n";
        }
        told = without(told, project().string() + "/");
        INFO(document.substr(begin, end - begin));
        if (!std::getenv("SCRUB837_WRITE_ANSWERS")) CHECK(told == document.substr(answer, close - answer));
        CHECK(std::count(told.begin(), told.end(), '\n') > 1);
        written += document.substr(at, answer - at) + told;
        at = close;
        ++questions;
    }
    CHECK(questions >= 10);
    if (std::getenv("SCRUB837_WRITE_ANSWERS")) write_file(path, written + document.substr(at));
}
