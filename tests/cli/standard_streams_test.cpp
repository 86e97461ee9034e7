// The program with standard streams that are closed or full.
#include <doctest/doctest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;

constexpr char const* program = SCRUB837_PROGRAM;
constexpr char const* samples = SCRUB837_SOURCE_DIR "/samples/";

// Exit status of `scrub837 check SAMPLE REST` in a shell.
int check(std::string const& sample, std::string const& rest) {
    int const status = std::system((std::string(program) + " check '" + samples + sample + "' " + rest).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string content(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("results do not depend on standard streams that are closed or full") {
    std::string pattern = (fs::temp_directory_path() / "scrub837-test-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()));
    fs::path const out = pattern;
    auto const run = [&](char const* name, char const* streams) {
        return check("837p-wrong-units.edi", "--date 2026-11-24 --out '" + (out / name).string() + "' " + streams);
    };
    CHECK(run("whole", "2>/dev/null") == 1);
    CHECK(run("closed", "<&- >&- 2>&-") == 1);
    CHECK(run("full", ">/dev/full 2>/dev/full") == 1);
    for (auto const& entry : fs::directory_iterator(out / "whole")) {
        auto const name = entry.path().filename();
        CAPTURE(name.string());
        CHECK(content(out / "closed" / name) == content(entry.path()));
        CHECK(content(out / "full" / name) == content(entry.path()));
    }
    fs::remove_all(out);
}

TEST_CASE("findings that cannot be printed give exit status 4") {
    CHECK(check("837p-wrong-units.edi", ">/dev/full 2>/dev/null") == 4);
    CHECK(check("837p-wrong-units.edi", ">&- 2>/dev/null") == 4);
    CHECK(check("837p-clean.edi", "2>/dev/full") == 0);
}
