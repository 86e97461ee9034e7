// `scrub837 show`, and `check --mask`, as their users run them.
#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/engine/packed.hpp"

using namespace cli_test;
using namespace engine_test;

TEST_CASE("show prints a file, what is in a packed one, and standard input") {
    TemporaryDirectory const here;
    auto const shown = program("show samples/837p-clean.edi");
    CHECK(shown.status == 0);
    CHECK(shown.err == "");
    CHECK(shown.says("2010AA billing provider"));
    CHECK(program("show -", "cat samples/837p-clean.edi |").out == shown.out);
    write_file(here / "in.gz", gzip(sample("837p-clean.edi")));
    CHECK(program("show '" + here / "in.gz" + "'").out == shown.out);
    CHECK(program("show samples/837p-clean.edi --brief").out.size() < shown.out.size());
    CHECK(program("show samples/837p-clean.edi --color always").says("\x1b["));
}

TEST_CASE("show says how many claims there are, and names none on standard error") {
    auto const one = program("show samples/837p-wrong-units.edi --claim RB-4002");
    CHECK(one.status == 0);
    CHECK(one.err == "scrub837: info: 1 claim with this CLM01\n");
    auto const none = program("show samples/837p-wrong-units.edi --claim RB-0000");
    CHECK(none.status == 1);
    CHECK(none.out == "");
    CHECK(none.err == "scrub837: info: 0 claims with this CLM01\n");
    CHECK(program("show samples/837p-clean.edi --loop 2320").status == 1);
    CHECK(program("show samples/837p-cob.edi --loop 2010ba").out == program("show samples/837p-cob.edi --loop 2010BA").out);
}

TEST_CASE("show --annotate has the findings of check, under the same options") {
    auto const found = program("show samples/837p-wrong-units.edi --annotate --brief");
    CHECK(found.status == 1);
    CHECK(found.says("error[U105]"));
    CHECK(program("show samples/837p-clean.edi --annotate").status == 0);
    CHECK_FALSE(program("show samples/837p-wrong-units.edi --annotate --snip 1-2").says("[U105]"));
    CHECK(program("show samples/837p-wrong-units.edi --annotate --policy cms").says("policy: cms"));
    CHECK(program("show samples/837p-wrong-units.edi --annotate --claim RB-4002").says("RB-4002"));
    CHECK_FALSE(program("show samples/837p-wrong-units.edi --annotate --mask").says("RB-4002"));
}

TEST_CASE("show refuses what it cannot do, and minds no pager that is closed") {
    CHECK(program("show").status == 3);
    CHECK(program("show nowhere.edi").status == 3);
    CHECK(program("show samples").status == 3);
    CHECK(program("show samples/837p-clean.edi --claim ''").status == 3);
    auto const loop = program("show samples/837p-clean.edi --loop 2400X");
    CHECK(loop.status == 3);
    CHECK(loop.says("did you mean 2400?"));
    CHECK(program("show README.md").status == 2);
    std::string const show = " && " SCRUB837_PROGRAM " show samples/837p-cob-out-of-balance.edi ";
    auto const status = [](std::string const& command) {
        int const ended = std::system(("cd '" + project().string() + "'" + command).c_str());
        return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    };
    CHECK(status(show + ">/dev/full 2>/dev/null") == 4);
    TemporaryDirectory const here;
    CHECK(status(" && { sleep 0.2;" + show.substr(3) + "2>'" + here / "err" + "'; echo $? >'" + here / "status" + "'; } | true") == 0);
    CHECK(read_file(here / "status") == "0\n");
    CHECK(read_file(here / "err") == "");
}

TEST_CASE("check --mask hides on the terminal what it hides in files") {
    auto const open = program("check samples/837p-wrong-units.edi -q"), hidden = program("check samples/837p-wrong-units.edi -q --mask");
    CHECK(hidden.status == open.status);
    CHECK(open.says("RB-4002"));
    CHECK_FALSE(hidden.says("RB-4002"));
    CHECK_FALSE(hidden.says("RIVERBEND"));
    CHECK(hidden.says("error[U105]"));
    CHECK(std::count(open.out.begin(), open.out.end(), '\n') == std::count(hidden.out.begin(), hidden.out.end(), '\n'));
    auto const answer = program("check samples/acknowledgements/277ca-three-claims.edi -q --mask");
    CHECK_FALSE(answer.says("RB-8001"));
    CHECK_FALSE(answer.says("RIVERSIDE INFUSION"));
    CHECK(answer.says("A3:247"));
}
