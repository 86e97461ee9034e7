// Help, man pages and completions are written from the forms of the commands; mistyped words; the file with settings.
#include <doctest/doctest.h>

#include <set>

#include "cli/command.hpp"
#include "cli/shared_options.hpp"
#include "tests/cli/program.hpp"

using namespace cli_test;
using namespace engine_test;

namespace {

/// Options that somebody can read of.
std::vector<cli::Option> shown(cli::Command const& command) {
    std::vector<cli::Option> list;
    for (auto const& option : cli::options_of(command))
        if (*option.text) list.push_back(option);
    return list;
}

bool says(std::string const& text, std::string const& piece) {
    return text.find(piece) != std::string::npos;
}

} // namespace

TEST_CASE("every command has a whole form") {
    std::set<std::string_view> names;
    for (cli::Command const* command : cli::commands()) {
        CAPTURE(command->name);
        CHECK(names.insert(command->name).second);
        CHECK(bool(command->run));
        CHECK(command->summary != "");
        CHECK(command->summary.back() != '.');
        CHECK((command->arguments.empty() || command->words != cli::Offer::nothing));
        CHECK((command->words == cli::Offer::choices) == !command->choices.empty());
        std::set<std::string> options;
        for (auto const& option : cli::options_of(*command)) {
            CAPTURE(option.name);
            CHECK(options.insert(std::string(option.long_name())).second);
            CHECK((option.short_name().empty() || options.insert(std::string(option.short_name())).second));
            CHECK((option.value != nullptr || (option.offer == cli::Offer::nothing && !option.repeats)));
        }
    }
}

TEST_CASE("help, man page and completions speak of every command and option") {
    auto const bash = program("completion bash").out, zsh = program("completion zsh").out, fish = program("completion fish").out;
    auto const overview = program("help").out, manual = program("man").out;
    for (cli::Command const* command : cli::commands()) {
        std::string const name(command->name);
        CAPTURE(name);
        CHECK(says(overview, "\n  " + name + " "));
        CHECK(says(manual, "\\fB" + name + "\\fR"));
        CHECK(says(bash, "\n    " + name + ")\n"));
        CHECK(says(zsh, "\n      '" + name + ":"));
        CHECK(says(fish, " -a " + name + " -d "));
        auto const help = program("help " + name).out, page = program("man " + name).out;
        CHECK(program(name + " --help").out == help);
        for (auto const& option : shown(*command)) {
            std::string const word = "--" + std::string(option.long_name());
            CAPTURE(word);
            CHECK(says(help, word));
            std::string escaped;
            for (char const c : word) escaped += c == '-' ? "\\-" : std::string(1, c);
            CHECK(says(page, "\\fB" + escaped + "\\fR"));
            CHECK(says(bash, word));
            CHECK(says(zsh, word + (option.value ? "=[" : "[")));
            CHECK(says(fish, "__scrub837_command_is " + name + "' -l " + std::string(option.long_name())));
        }
    }
    CHECK(!says(program("help check").out, "block-size"));
    CHECK(program("completion tcsh").status == 3);
    CHECK(program("completion bsh").says("did you mean bash?"));
}

TEST_CASE("bash completes commands, options, values and rules") {
    auto const complete = [](std::string const& words, int at) {
        TemporaryDirectory const here;
        write_file(here / "script", "source <(" SCRUB837_PROGRAM " completion bash); COMP_WORDS=(" + words +
                                        "); COMP_CWORD=" + std::to_string(at) + "; _scrub837; echo \"${COMPREPLY[@]}\"\n");
        std::string const command = "cd '" + project().string() + "' && bash " + here / "script" + " >" + here / "out";
        CHECK(std::system(command.c_str()) == 0);
        return read_file(here / "out");
    };
    CHECK(complete("scrub837 ch", 1) == "check\n");
    CHECK(complete("scrub837 check --fa", 2) == "--fail-on\n");
    CHECK(complete("scrub837 check --fail-on w", 3) == "warning\n");
    CHECK(complete("scrub837 check --policy j2", 3) == "j2371\n");
    CHECK(complete("scrub837 explain U10", 2).starts_with("U101 U102"));
    CHECK(complete("scrub837 explain units-dis", 2) == "units-disagree-with-ndc\n");
    CHECK(complete("scrub837 check READ", 2) == "README.md\n");
    CHECK(complete("scrub837 policy sh", 2) == "show\n");
}

TEST_CASE("man pages are sound") {
    if (std::system("command -v groff >/dev/null") != 0) {
        MESSAGE("skipped: groff is not installed");
        return;
    }
    for (std::string const page : {"", "check", "completion", "policy"}) {
        CAPTURE(page);
        TemporaryDirectory const here;
        std::string const command =
            SCRUB837_PROGRAM " man " + page + " | groff -man -Tutf8 -ww -P-cbou >" + here / "out" + " 2>" + here / "err";
        CHECK(std::system(command.c_str()) == 0);
        CHECK(read_file(here / "err") == "");
        CHECK(says(read_file(here / "out"), "EXIT STATUS"));
    }
}

TEST_CASE("what is mistyped is told with what may be meant") {
    CHECK(program("chekc x").says("did you mean check?"));
    CHECK(program("help chekc").says("did you mean check?"));
    CHECK(program("check x --polciy cms").says("there is no option --polciy (did you mean --policy?)"));
    CHECK(program("check x --fail-on warnings").says("did you mean warning?"));
    CHECK(program("explain U1O5").says("did you mean U105?"));
    CHECK(program("explain unit-fractional").says("did you mean units-fractional?"));
    CHECK(program("policy shwo").says("did you mean show?"));
    CHECK(!program("check x --zzzzzzzzzz").says("did you mean"));
    CHECK(program("check samples/837p-clean.edi --date 2026-01-01 --date 2026-01-02").says("--date is given 2 times"));
    // A file may have any name.
    CHECK(program("check -- --polciy").says("--polciy"));
}

TEST_CASE("settings come from a file, and the command line comes before it") {
    TemporaryDirectory const here;
    write_file(here / "set.toml", "color = \"always\"\njobs = 1\n[check]\nfail-on = \"never\"\ndate = 2026-11-24\npolicy = [\"cms\"]\n");
    std::string const with = " --config '" + here / "set.toml" + "'";
    auto const by_file = program("check samples/837p-wrong-units.edi -v" + with);
    CHECK(by_file.status == 0);
    CHECK(by_file.out.find("\x1b[1;31m") != std::string::npos);
    CHECK(by_file.err.find("policy cms") != std::string::npos);
    CHECK(by_file.err.find("settings of " + here / "set.toml") != std::string::npos);
    auto const by_line = program("check samples/837p-wrong-units.edi --fail-on error --policy j2371 --color never" + with);
    CHECK(by_line.status == 1);
    CHECK(by_line.out.find("\x1b[") == std::string::npos);
    CHECK(by_line.err.find("policy j2371") != std::string::npos);
    CHECK(program("explain U105" + with).out.find("\x1b[1;31m") != std::string::npos);

    // The user's own file, unless it is not wanted.
    fs::create_directories(here / "home/scrub837");
    write_file(here / "home/scrub837/config.toml", "[check]\nfail-on = \"never\"\n");
    std::string const home = "XDG_CONFIG_HOME='" + here / "home" + "'";
    CHECK(program("check samples/837p-wrong-units.edi", home).status == 0);
    CHECK(program("check samples/837p-wrong-units.edi --no-config", home).status == 1);
    CHECK(program("check samples/837p-wrong-units.edi", "XDG_CONFIG_HOME='" + here / "none" + "'").status == 1);
    CHECK(program("check samples/837p-clean.edi --config nowhere.toml").status == 3);

    // A policy beside the file.
    write_file(here / "mine.toml", "id = \"mine\"\nversion = \"1\"\ntitle = \"mine\"\n[severity]\nU105 = \"off\"\n");
    write_file(here / "beside.toml", "[check]\npolicy = [\"j2371\", \"mine.toml\"]\n");
    auto const beside = program("check samples/837p-wrong-units.edi --config '" + here / "beside.toml" + "'");
    CHECK(beside.status == 1);
    CHECK(beside.out.find("U105") == std::string::npos);
}

TEST_CASE("a mistake in the settings is told with its line and what may be meant") {
    TemporaryDirectory const here;
    auto const told = [&](std::string const& settings) {
        write_file(here / "set.toml", settings);
        auto const ended = program("check samples/837p-clean.edi --config '" + here / "set.toml" + "'");
        CHECK(ended.status == 3);
        return ended.err;
    };
    CHECK(says(told("jobs = 1\n[check]\nfial-on = \"error\"\n"), "set.toml:3:1: unknown key \"fial-on\" in check (did you mean fail-on?)"));
    CHECK(says(told("[chekc]\njobs = 1\n"), "did you mean check?"));
    CHECK(says(told("[explain]\nsplit = true\n"), "set.toml:2:1: unknown key \"split\" in explain")); // also in tables of other commands
    CHECK(says(told("[check]\nfail-on = \"warn\"\n"), "set.toml:2:11: --fail-on warn is none of"));
    CHECK(says(told("[check]\nsplit = \"yes\"\n"), "must be true or false"));
    CHECK(says(told("[check]\nout = [\"a\", \"b\"]\n"), "has one value, not a list"));
    CHECK(says(told("[check]\njobs = 0\n"), "-j 0 is not a number"));
    CHECK(says(told("jobs = 1.5\n"), "must be a text in quotes, a whole number or a day"));
    CHECK(says(told("config = \"other.toml\"\n"), "unknown key \"config\""));
    CHECK(says(told("jobs ="), "set.toml:1:"));
}
