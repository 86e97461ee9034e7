// scrub837 compare through the program: its options and exit status.
#include <doctest/doctest.h>

#include <string>

#include "tests/cli/program.hpp"

using namespace cli_test;

namespace {

/// `files` below samples/.
Ended compare(std::string const& files, std::string const& options) {
    return program("compare samples/" + files + " " + options);
}

} // namespace

TEST_CASE("compare ends with 0 without and with 1 with differences") {
    auto const same = compare("837p-clean.edi", "--policy j2371 --policy j2371");
    CHECK(same.status == 0);
    CHECK(same.says("  accepted by A and B             3 claims, "));
    auto const other = compare("837p-wrong-units.edi", "--policy j2371 --policy cms,j2371 --policy=j2371");
    CHECK(other.status == 3);
    CHECK(other.says("more than twice"));
    auto const differs = compare("837p-clean.edi", "--policy j2371 --policy cms");
    CHECK(differs.status == 1);
    CHECK(differs.says("accepted -> rejected"));
    CHECK(differs.says("A: policy j2371 "));
    CHECK(compare("837p-wrong-units.edi", "--policy cms --policy cms,j2371").says("B: policy cms "));
    CHECK(compare("837p-clean.edi", "--date 2024-01-01 --date 2025-01-01").status == 0);
    // Code tables are asked for the day too: J2371 begins on 2023-07-01.
    auto const days = compare("837p-clean.edi", "--policy cms --date 2023-06-30 --date 2023-07-01");
    CHECK(days.status == 1);
    CHECK(days.says("  - error K102 procedure-code-out-of-date line 1"));
}

TEST_CASE("compare refuses what it does not understand") {
    CHECK(compare("837p-clean.edi", "").status == 3);
    CHECK(compare("837p-clean.edi", "--policy cms").says("twice"));
    CHECK(program("compare --policy cms --policy j2371").status == 3);
    CHECK(compare("none-such.edi", "--policy cms --policy j2371").status == 3);
    CHECK(compare("837p-clean.edi", "--date today --date 2025-01-01").status == 3);
    CHECK(compare("837p-clean.edi", "--policy cms --policy none-such").status == 3);
    CHECK(compare("837p-clean.edi", "--policy cms --policy j2371 -j 0").status == 3);
}
