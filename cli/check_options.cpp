#include <boost/program_options.hpp>
#include <ctime>
#include <sstream>

#include "cli/check.hpp"
#include "cli/command.hpp"
#include "cli/policies.hpp"

namespace cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t largest_control_number = 999'999'999; // ISA13 has nine digits
constexpr std::uint64_t most_jobs = 1024;
constexpr std::uint64_t most_mebibytes = 1 << 20; // a terabyte
constexpr std::uint64_t most_ratio = 1'000'000, most_members = 10'000'000;

po::options_description visible() {
    po::options_description options("Options");
    options.add_options()(
        "out", po::value<std::string>()->value_name("DIR"),
        "write reports, findings, summary and 277CA to DIR (made if missing); without it the annotated findings go to standard output")(
        "overwrite", "replace results of an earlier run in DIR")(
        "split", "also write the claims that are accepted and those that are rejected as interchanges of their own (with --out)")(
        "policy", po::value<std::vector<std::string>>()->composing()->value_name("NAME|FILE"),
        policy_help)("tables", po::value<std::string>()->value_name("DIR"),
                     tables_help)("snip", po::value<std::string>()->value_name("TYPES"),
                                  "only rules of these SNIP types, such as 3, 1-5 or 1,2,4-6 (default: all; scrub837 rules names them)")(
        "no-cross-claim", "do not compare the claims of the run with each other: no duplicates, no units over several claims")(
        "cross-claim-memory", po::value<std::string>()->value_name("MIB"),
        "memory for comparing them, about 40 bytes a claim and a drug line (default: 2048); when it is full, the findings and the summary "
        "say so")("max-unpacked", po::value<std::string>()->value_name("GIB"),
                  "unpacked size of one packed input, or of a zip archive (default: 64); more is not read")(
        "max-ratio", po::value<std::string>()->value_name("N"),
        "unpacked bytes for each packed one (default: 250), asked once 64 MiB are unpacked; more is not read")(
        "max-members", po::value<std::string>()->value_name("N"), "members of a zip archive (default: 100000); with more, none is read")(
        "date", po::value<std::string>()->value_name("YYYY-MM-DD"), "day of processing that acknowledgements name (default: today)")(
        "control-number", po::value<std::string>()->value_name("N"), "control number of the first acknowledgement (default: 1)")(
        "fail-on", po::value<std::string>()->value_name("SEVERITY"),
        "exit with 1 on findings of error (default), warning, advice or worse; never: do not")(
        "jobs,j", po::value<std::string>()->value_name("N"),
        "threads (default: one for each processor)")("quiet,q", "say nothing but errors on standard error");
    return options;
}

std::optional<std::uint64_t> read_number(std::string const& text, std::uint64_t least, std::uint64_t most) {
    auto const number = edi::read_integer(text);
    if (number.reading != edi::Reading::ok || number.value < 0) return {};
    auto const value = static_cast<std::uint64_t>(number.value);
    if (value < least || value > most) return {};
    return value;
}

edi::Day today() {
    std::time_t const now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return edi::day_of(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1), static_cast<unsigned>(local.tm_mday));
}

bool read_fail_on(std::string const& text, std::optional<rules::Severity>& fail_on) {
    if (text == "never") {
        fail_on.reset();
        return true;
    }
    for (auto const severity : {rules::Severity::error, rules::Severity::warning, rules::Severity::advice})
        if (text == rules::severity_name(severity)) {
            fail_on = severity;
            return true;
        }
    return false;
}

} // namespace

std::string check_options_text() {
    std::ostringstream text;
    text << visible();
    return text.str();
}

std::variant<CheckOptions, std::string> read_check_options(std::span<std::string const> arguments) {
    po::options_description all = visible();
    all.add_options()("path", po::value<std::vector<std::string>>())("block-size", po::value<std::string>());
    po::positional_options_description positional;
    positional.add("path", -1);
    po::variables_map given;
    try {
        // No guessing of shortened options: a script must mean tomorrow what it means today.
        auto const style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        std::vector<std::string> words(arguments.begin(), arguments.end());
        po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(), given);
    } catch (po::error const& wrong) {
        return std::string(wrong.what());
    }

    CheckOptions options;
    auto const text = [&](char const* name) { return given.count(name) ? given[name].as<std::string>() : std::string(); };
    if (!given.count("path")) return std::string("no PATH given: name files or directories, or - for standard input");
    options.paths = given["path"].as<std::vector<std::string>>();
    if (given.count("out")) options.out = text("out");
    if (options.out && options.out->empty()) return std::string("--out wants the name of a directory");
    options.overwrite = given.count("overwrite") > 0;
    options.split = given.count("split") > 0;
    if (options.split && !options.out) return std::string("--split wants --out DIR, where it writes the accepted and the rejected claims");
    options.quiet = given.count("quiet") > 0;
    if (given.count("policy")) options.policies = policy_names(given["policy"].as<std::vector<std::string>>());
    if (given.count("tables")) options.tables = text("tables");
    if (given.count("snip")) {
        auto const types = rules::SnipTypes::read(text("snip"));
        if (!types) return "--snip " + text("snip") + " are no SNIP types: write numbers from 1 to 7, such as 3, 1-5 or 1,2,4-6";
        options.snip = *types;
    }
    options.date = today();
    if (given.count("date")) {
        auto const day = edi::read_iso_day(text("date"));
        if (day.reading != edi::Reading::ok) return "--date " + text("date") + " is not a day: write it as YYYY-MM-DD";
        options.date = day.day;
    }
    if (given.count("cross-claim-memory")) {
        auto const number = read_number(text("cross-claim-memory"), 1, most_mebibytes);
        if (!number) return "--cross-claim-memory " + text("cross-claim-memory") + " is not a number of MiB from 1 to 1048576";
        options.cross_claim_memory = *number << 20;
    }
    if (given.count("max-unpacked")) {
        auto const number = read_number(text("max-unpacked"), 1, most_mebibytes);
        if (!number) return "--max-unpacked " + text("max-unpacked") + " is not a number of GiB from 1 to 1048576";
        options.unpack.most_bytes = *number << 30;
    }
    if (given.count("max-ratio")) {
        auto const number = read_number(text("max-ratio"), 1, most_ratio);
        if (!number) return "--max-ratio " + text("max-ratio") + " is not a number from 1 to 1000000";
        options.unpack.most_ratio = *number;
    }
    if (given.count("max-members")) {
        auto const number = read_number(text("max-members"), 1, most_members);
        if (!number) return "--max-members " + text("max-members") + " is not a number from 1 to 10000000";
        options.unpack.most_members = *number;
    }
    if (given.count("no-cross-claim")) options.cross_claim_memory = 0;
    if (given.count("control-number")) {
        auto const number = read_number(text("control-number"), 1, largest_control_number);
        if (!number) return "--control-number " + text("control-number") + " is not a number from 1 to 999999999";
        options.control_number = static_cast<std::uint32_t>(*number);
    }
    if (given.count("jobs")) {
        auto const number = read_number(text("jobs"), 1, most_jobs);
        if (!number) return "-j " + text("jobs") + " is not a number from 1 to 1024";
        options.jobs = static_cast<unsigned>(*number);
    }
    if (given.count("block-size")) {
        auto const number = read_number(text("block-size"), 1, 64 * 1024 * 1024);
        if (!number) return std::string("--block-size is not a number of bytes up to 64 MiB");
        options.block_size = *number;
    }
    if (given.count("fail-on") && !read_fail_on(text("fail-on"), options.fail_on))
        return "--fail-on " + text("fail-on") + " is none of error, warning, advice, never";
    return options;
}

} // namespace cli
