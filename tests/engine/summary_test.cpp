#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/report/summary_json.hpp"
#include "engine/report/summary_text.hpp"

using namespace engine;
using namespace engine::report;

namespace {

std::vector<rules::PolicySource> const policies{{"cms", "2026.1", "aa"}, {"j2371", "2", "bb"}};
std::vector<rules::Notice> const notices{{"J2371", "is \"phenylephrine\" elsewhere", "CMS"}};

RunSummary sample_run() {
    RunSummary run;
    run.program_version = "0.1.0";
    run.policies = policies;
    run.notices = notices;
    run.tables = {{"places", "2024-06", "CMS", "none", {}, "dd", true}, {"states", "2026", "me", "none", {}, "ee", false}};
    InputSummary read;
    read.path = "in/a.837";
    read.bytes = 1234;
    read.sha256 = "cc";
    read.tally = {.interchanges = 1,
                  .groups = 1,
                  .sets = 2,
                  .segments = 60,
                  .claims = 3,
                  .lines = 5,
                  .drug_lines = 4,
                  .accepted = 2,
                  .rejected = 1,
                  .charges_accepted = 20000,
                  .charges_rejected = 7904,
                  .errors = 1,
                  .warnings = 2,
                  .advice = 3,
                  .by_snip = {1, 0, 2, 0, 0, 3, 0}};
    InputSummary unreadable;
    unreadable.path = "in/b.bin";
    unreadable.readable = false;
    unreadable.reason = "is no X12";
    run.inputs = {read, unreadable};
    run.totals = read.tally;
    run.bytes = 1234;
    return run;
}

constexpr char counters[] =
    R"("interchanges":1,"groups":1,"sets":2,"segments":60,"claims":3,"lines":5,"drug_lines":4,"accepted":2,"rejected":1,)"
    R"("charges":{"total":"279.04","accepted":"200.00","rejected":"79.04"},"findings":{"error":1,"warning":2,"advice":3},)"
    R"("findings_by_snip":{"1":1,"2":0,"3":2,"4":0,"5":0,"6":3,"7":0})";
constexpr char no_counters[] =
    R"("interchanges":0,"groups":0,"sets":0,"segments":0,"claims":0,"lines":0,"drug_lines":0,"accepted":0,"rejected":0,)"
    R"("charges":{"total":"0.00","accepted":"0.00","rejected":"0.00"},"findings":{"error":0,"warning":0,"advice":0},)"
    R"("findings_by_snip":{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0})";

} // namespace

TEST_CASE("summary.json is the contract, key by key") {
    CHECK(summary_json(sample_run()) ==
          std::string(R"({"schema":1,"program":"scrub837","version":"0.1.0","policies":[)") + "\n" +
              R"({"id":"cms","version":"2026.1","sha256":"aa"},)" + "\n" + R"({"id":"j2371","version":"2","sha256":"bb"}],"notices":[)" +
              "\n" + R"({"code":"J2371","text":"is \"phenylephrine\" elsewhere","source":"CMS"}],"inputs":[)" + "\n" +
              R"({"path":"in/a.837","bytes":1234,"sha256":"cc",)" + counters + R"(,"status":"read"},)" + "\n" +
              R"({"path":"in/b.bin","bytes":0,)" + no_counters + R"(,"status":"unreadable","reason":"is no X12"}],)" + "\n" +
              R"("totals":{"bytes":1234,)" + counters + "},\"snip\":\"1-7\",\"tables\":[\n" +
              R"({"name":"places","version":"2024-06","sha256":"dd","built_in":true,"source":"CMS"},)" + "\n" +
              R"({"name":"states","version":"2026","sha256":"ee","built_in":false,"source":"me"}]})" + "\n");
}

TEST_CASE("summary.txt puts notices first, columns under each other and the balance last") {
    CHECK(
        summary_text(sample_run()) ==
        "scrub837 0.1.0 summary\n"
        "policy cms 2026.1 (sha256 aa)\n"
        "policy j2371 2 (sha256 bb)\n"
        "notice J2371: is \"phenylephrine\" elsewhere (CMS)\n"
        "table states 2026 (sha256 ee)\n"
        "built-in tables: places 2024-06\n"
        "\n"
        "claims  accepted  rejected  lines  charges  accepted  rejected  errors  warnings  advice  input\n"
        "     3         2         1      5   279.04    200.00     79.04       1         2       3  in/a.837\n"
        "     0         0         0      0     0.00      0.00      0.00       0         0       0  in/b.bin  UNREADABLE: is no X12\n"
        "     3         2         1      5   279.04    200.00     79.04       1         2       3  TOTAL\n"
        "\n"
        "2 inputs, 1 unreadable; 1234 bytes, 1 interchange, 1 group, 2 sets, 60 segments, 4 drug lines\n"
        "claims in 3 = accepted 2 + rejected 1\n"
        "charges in 279.04 = accepted 200.00 + rejected 79.04\n"
        "claims were not compared with each other: duplicates and units over several claims are not told\n"
        "findings by SNIP type: 1 syntax 1, 2 guide 0, 3 balancing 2, 4 situations 0, 5 code sets 0, 6 services 3, 7 trading partner 0\n");
}

TEST_CASE("a limited run says what it was limited to") {
    RunSummary run = sample_run();
    run.snip = *rules::SnipTypes::read("1,3-6");
    std::string const text = summary_text(run);
    CHECK(text.find("\nlimited to SNIP types 1,3-6: rules of other types were switched off (--snip)\n") != std::string::npos);
    CHECK(text.find("1 syntax 1, 2 guide not checked, 3 balancing 2,") != std::string::npos);
    CHECK(text.find("7 trading partner not checked\n") != std::string::npos);
    CHECK(summary_json(run).find("},\"snip\":\"1,3-6\",\"tables\":[") != std::string::npos);
}

TEST_CASE("a summary of nothing is whole all the same") {
    RunSummary run;
    run.program_version = "0.1.0";
    CHECK(summary_json(run) ==
          std::string(R"({"schema":1,"program":"scrub837","version":"0.1.0","policies":[],"notices":[],"inputs":[],)") + "\n" +
              R"("totals":{"bytes":0,)" + no_counters + "},\"snip\":\"1-7\",\"tables\":[]}\n");
    CHECK(summary_text(run).find("claims in 0 = accepted 0 + rejected 0\n") != std::string::npos);
}
