// scrub837 compare through the program: its options and exit status.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

namespace {

struct Outcome {
    int status = 0;
    std::string out;
};

/// Standard output and error together; `files` below samples/.
Outcome compare(std::string const& files, std::string const& options) {
    Outcome outcome;
    std::string const command =
        std::string("cd ") + SCRUB837_SOURCE_DIR + "/samples && " + SCRUB837_PROGRAM + " compare " + files + " " + options + " 2>&1";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> part;
    for (std::size_t got; (got = std::fread(part.data(), 1, part.size(), pipe)) > 0;) outcome.out.append(part.data(), got);
    outcome.status = ::pclose(pipe) >> 8;
    return outcome;
}

bool has(Outcome const& outcome, std::string_view part) {
    return outcome.out.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("compare ends with 0 without and with 1 with differences") {
    auto const same = compare("837p-clean.edi", "--policy j2371 --policy j2371");
    CHECK(same.status == 0);
    CHECK(has(same, "  accepted by A and B             3 claims, "));
    auto const other = compare("837p-wrong-units.edi", "--policy j2371 --policy cms,j2371 --policy=j2371");
    CHECK(other.status == 3);
    CHECK(has(other, "more than twice"));
    auto const differs = compare("837p-clean.edi", "--policy j2371 --policy cms");
    CHECK(differs.status == 1);
    CHECK(has(differs, "accepted -> rejected"));
    CHECK(has(differs, "A: policy j2371 "));
    CHECK(has(compare("837p-wrong-units.edi", "--policy cms --policy cms,j2371"), "B: policy cms "));
    CHECK(compare("837p-clean.edi", "--date 2024-01-01 --date 2025-01-01").status == 0);
    // Code tables are asked for the day too: J2371 begins on 2023-07-01.
    auto const days = compare("837p-clean.edi", "--policy cms --date 2023-06-30 --date 2023-07-01");
    CHECK(days.status == 1);
    CHECK(has(days, "  - error K102 procedure-code-out-of-date line 1"));
}

TEST_CASE("compare refuses what it does not understand") {
    CHECK(compare("837p-clean.edi", "").status == 3);
    CHECK(has(compare("837p-clean.edi", "--policy cms"), "twice"));
    CHECK(compare("", "--policy cms --policy j2371").status == 3);
    CHECK(compare("none-such.edi", "--policy cms --policy j2371").status == 3);
    CHECK(compare("837p-clean.edi", "--date today --date 2025-01-01").status == 3);
    CHECK(compare("837p-clean.edi", "--policy cms --policy none-such").status == 3);
    CHECK(compare("837p-clean.edi", "--policy cms --policy j2371 -j 0").status == 3);
}
