
#include "cli/check.hpp"
#include "cli/policies.hpp"
#include "cli/shared_options.hpp"
#include "engine/today.hpp"

namespace cli {
namespace {

constexpr std::uint64_t largest_control_number = 999'999'999; // ISA13 has nine digits
constexpr std::uint64_t most_mebibytes = 1 << 20;             // a terabyte
constexpr std::uint64_t most_gibibytes = 1 << 20, most_ratio = 1'000'000, most_members = 10'000'000;

constexpr Option options[] = {
    {"out", "DIR",
     "write reports, findings, summary and 277CA to DIR (made if missing); without it the annotated findings go to standard output",
     Offer::directory},
    overwrite_option,
    {"split", nullptr, "also write the claims that are accepted and those that are rejected as interchanges of their own (with --out)"},
    {"mask", nullptr,
     "hide names, ids, birth dates, addresses and free text in what people read: findings on the terminal, INPUT.report.txt, report.html; "
     "findings.jsonl, "
     "findings.csv, results.sqlite and the answers have them as ever"},
    {"no-html", nullptr, "do not write report.html to DIR"},
    {"no-database", nullptr, "do not write results.sqlite to DIR"},
    policy_option,
    tables_option,
    snip_option,
    no_cross_claim_option,
    {"cross-claim-memory", "MIB",
     "memory for comparing them, about 40 bytes a claim and a drug line (default: 2048); when it is full, the findings and the summary say "
     "so"},
    {"max-unpacked", "GIB", "unpacked size of a packed input, or of all of a zip archive (default: 64); more is not read"},
    {"max-ratio", "N", "unpacked bytes for each packed one, asked once 64 MiB are unpacked (default: 250); more is not read"},
    {"max-members", "N", "members of a zip archive (default: 100000); of one that has more, nothing is read"},
    {"date", "YYYY-MM-DD", "day of processing that acknowledgements name (default: today)"},
    {"control-number", "N", "control number of the first acknowledgement (default: 1)"},
    {"waivers", "FILE",
     "findings that somebody answers for, [[waiver]] entries in TOML (scrub837 help waivers); they are told and counted, and reject "
     "nothing; "
     "can be repeated",
     Offer::file, true},
    {"baseline", "FILE", "findings that are known, as --write-baseline wrote them: they are told and counted, and reject nothing",
     Offer::file},
    {"write-baseline", "FILE", "write the findings of this run to FILE, as hashes that name nobody, for --baseline", Offer::file},
    {"fail-on", "error|warning|advice|never", "exit with 1 on findings of error (default), warning, advice or worse; never: do not",
     Offer::choices},
    jobs_option,
    {"block-size", "BYTES", ""},
};

/// Reads the value of an option that is a number from 1 to `most`, in units of 2^shift; what is wrong with it, or nothing.
std::string read_limit(Given const& given, std::string const& option, std::uint64_t most, unsigned shift, std::uint64_t& value) {
    auto const text = given.last(option);
    if (!text) return {};
    auto const number = read_number(*text, 1, most);
    if (!number) return "--" + option + " " + *text + " is not a number from 1 to " + std::to_string(most);
    value = *number << shift;
    return {};
}

/// Nothing: never. The text is one of the option's choices.
std::optional<rules::Severity> fail_on(std::string_view text) {
    for (auto const severity : {rules::Severity::error, rules::Severity::warning, rules::Severity::advice})
        if (text == rules::severity_name(severity)) return severity;
    return {};
}

} // namespace

std::variant<CheckOptions, std::string> read_check_options(Given const& given) {
    CheckOptions read;
    if (given.words.empty()) return std::string("no PATH given: name files or directories, or - for standard input");
    read.paths = given.words;
    read.out = given.last("out");
    if (read.out && read.out->empty()) return std::string("--out wants the name of a directory");
    read.overwrite = given.has("overwrite");
    read.split = given.has("split");
    if (read.split && !read.out) return std::string("--split wants --out DIR, where it writes the accepted and the rejected claims");
    read.page = !given.has("no-html");
    read.database = !given.has("no-database");
    read.quiet = given.has("quiet");
    read.mask = given.has("mask");
    read.policies = policy_names(given.all("policy"));
    read.tables = given.last("tables");
    auto const snip = snip_of(given);
    if (auto const* wrong = std::get_if<std::string>(&snip)) return *wrong;
    read.snip = std::get<rules::SnipTypes>(snip);
    auto const date = day_of(given, "date");
    if (auto const* wrong = std::get_if<std::string>(&date)) return *wrong;
    read.date = std::get<std::optional<edi::Day>>(date).value_or(engine::today());
    if (auto const text = given.last("cross-claim-memory")) {
        auto const number = read_number(*text, 1, most_mebibytes);
        if (!number) return "--cross-claim-memory " + *text + " is not a number of MiB from 1 to 1048576";
        read.cross_claim_memory = *number << 20;
    }
    for (std::string const& wrong : {read_limit(given, "max-unpacked", most_gibibytes, 30, read.unpack.most_bytes),
                                     read_limit(given, "max-ratio", most_ratio, 0, read.unpack.most_ratio),
                                     read_limit(given, "max-members", most_members, 0, read.unpack.most_members)})
        if (!wrong.empty()) return wrong;
    if (given.has("no-cross-claim")) read.cross_claim_memory = 0;
    if (auto const text = given.last("control-number")) {
        auto const number = read_number(*text, 1, largest_control_number);
        if (!number) return "--control-number " + *text + " is not a number from 1 to 999999999";
        read.control_number = static_cast<std::uint32_t>(*number);
    }
    auto const jobs = jobs_of(given);
    if (auto const* wrong = std::get_if<std::string>(&jobs)) return *wrong;
    read.jobs = std::get<unsigned>(jobs);
    if (auto const text = given.last("block-size")) {
        auto const number = read_number(*text, 1, 64 * 1024 * 1024);
        if (!number) return std::string("--block-size is not a number of bytes up to 64 MiB");
        read.block_size = *number;
    }
    read.waivers = given.all("waivers");
    read.baseline = given.last("baseline");
    read.new_baseline = given.last("write-baseline");
    if (read.new_baseline && read.new_baseline->empty()) return std::string("--write-baseline wants the name of a file");
    if (auto const text = given.last("fail-on")) read.fail_on = fail_on(*text);
    return read;
}

constinit Command const check_command{
    .name = "check",
    .arguments = "PATH...",
    .summary = "check 837P and 837I files, read 999, 277CA and TA1; write reports and acknowledgements",
    .manual = "PATH is a file, a directory (walked, sorted by name) or - for standard input. Files may be packed: gzip, Zstandard, zip. "
              "Without --out the annotated findings go to standard "
              "output and the summary to standard error.\n\nWith --out DIR everything is written there, for you alone (0700, files 0600): "
              "report.html, results.sqlite, summary.txt, summary.json, findings.jsonl, findings.csv, and for each input INPUT.report.txt, "
              "INPUT.ta1.edi, "
              "INPUT.999.edi, "
              "INPUT.277ca.edi; with --split INPUT.accepted.edi and INPUT.rejected.edi. Files appear under their names only when complete.",
    .words = Offer::file,
    .options = options,
    .example = "scrub837 check claims/ --out results --split --policy cms",
    .run = check,
};

} // namespace cli
