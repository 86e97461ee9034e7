#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/command.hpp"
#include "cli/shared_options.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/synth/synthesis.hpp"
#include "engine/write/output_file.hpp"
#include "rules/nearest_word.hpp"

namespace cli {
namespace {

namespace synth = engine::synth;

constexpr std::uint64_t most_bytes = 1'000'000'000'000, most_claims = 1'000'000'000, most_files = 1'000'000;

constexpr Option options[] = {
    {"guide", "837P|837I", "professional (default) or institutional claims", Offer::choices},
    {"claims", "N", "so many claims (default: 1000, unless --size is given)"},
    {"size", "BYTES", "as many claims as fill so many bytes: 5000000, 100M, 1G"},
    {"lines", "N|N-M", "service lines of a claim (default: 1-6; at most 50)"},
    {"drug-lines", "PERCENT", "of all lines, those with a drug of the policy j2371 (default: 11)"},
    {"cob", "PERCENT", "of the subscribers, those with another payer before this one (default: 12)"},
    {"errors", "RULE,...|all|list", "errors that these rules tell, in turn, one a claim; list: which ones there are"},
    {"error-claims", "PERCENT", "of the claims, those with an error (default: 100)"},
    {"seed", "N", "other numbers, other claims; the same number, the same bytes (default: 837)"},
    {"out", "FILE", "write to FILE instead of standard output, and with --errors the findings to be expected to FILE.expected.jsonl",
     Offer::file},
    {"files", "N", "N batches of this kind, in the directory --out: 0.edi, 1.edi, ..."},
    {"overwrite", nullptr, "replace files"},
};

/// "5000000", "100M".
std::optional<std::uint64_t> read_size(std::string text) {
    std::uint64_t unit = 1;
    switch (text.empty() ? '\0' : text.back()) {
        case 'k':
        case 'K': unit = 1000; break;
        case 'M': unit = 1'000'000; break;
        case 'G': unit = 1'000'000'000; break;
        default: break;
    }
    if (unit > 1) text.pop_back();
    auto const number = read_number(text, 1, most_bytes / unit);
    return number ? std::optional(*number * unit) : std::nullopt;
}

/// Reads "3" or "1-6" into the wishes.
bool read_lines(std::string const& text, synth::Wishes& wishes) {
    auto const dash = text.find('-');
    auto const least = read_number(text.substr(0, dash), 1, synth::most_lines_of_claim);
    auto const most = dash == std::string::npos ? least : read_number(text.substr(dash + 1), 1, synth::most_lines_of_claim);
    if (!least || !most || *most < *least) return false;
    wishes.least_lines = static_cast<std::uint32_t>(*least);
    wishes.most_lines = static_cast<std::uint32_t>(*most);
    return true;
}

std::string known_errors() {
    std::string known;
    for (synth::ErrorKind const& kind : synth::error_kinds()) known.append(known.empty() ? "" : ", ").append(kind.rule);
    return known;
}

std::string meant_error(std::string_view wanted) {
    std::vector<std::string_view> rules;
    for (synth::ErrorKind const& kind : synth::error_kinds()) rules.push_back(kind.rule);
    return rules::did_you_mean(wanted, rules);
}

/// What is wrong with the list; empty: nothing.
std::string read_errors(std::string const& text, synth::Wishes& wishes) {
    if (text == "all") {
        for (synth::ErrorKind const& kind : synth::error_kinds()) wishes.errors.push_back(&kind);
        return {};
    }
    for (std::size_t begin = 0; begin <= text.size();) {
        std::size_t const end = std::min(text.find(',', begin), text.size());
        auto const rule = text.substr(begin, end - begin);
        auto const* const kind = synth::error_kind(rule);
        if (kind == nullptr) return "no error of rule '" + rule + "' can be made" + meant_error(rule) + "; there are " + known_errors();
        wishes.errors.push_back(kind);
        begin = end + 1;
    }
    return {};
}

/// Reads a percentage where the option is given; false: it is none.
bool read_percent(Given const& given, std::string_view option, std::uint32_t& percent) {
    auto const text = given.last(option);
    if (!text) return true;
    auto const number = read_number(*text, 0, 100);
    if (number) percent = static_cast<std::uint32_t>(*number);
    return number.has_value();
}

/// What is wrong with the options; empty: nothing.
std::string read_wishes(Given const& given, synth::Wishes& wishes) {
    if (given.last("guide") == "837I") wishes.guide = edi::GuideId::institutional;
    if (auto const text = given.last("claims")) {
        auto const claims = read_number(*text, 1, most_claims);
        if (!claims) return "--claims wants a number from 1 to " + std::to_string(most_claims);
        wishes.claims = *claims;
    }
    if (auto const text = given.last("size")) {
        auto const bytes = read_size(*text);
        if (!bytes) return "--size wants a number of bytes, at most 1000G: 5000000, 100M, 1G";
        wishes.bytes = *bytes;
    }
    if (wishes.bytes == 0 && wishes.claims == 0) wishes.claims = 1000;
    if (auto const text = given.last("lines"); text && !read_lines(*text, wishes))
        return "--lines wants a number or two: 3, 1-6; at most 50";
    if (auto const text = given.last("errors"))
        if (std::string wrong = read_errors(*text, wishes); !wrong.empty()) return wrong;
    if (!read_percent(given, "drug-lines", wishes.drug_lines)) return "--drug-lines wants a number from 0 to 100";
    if (!read_percent(given, "cob", wishes.other_payers)) return "--cob wants a number from 0 to 100";
    if (!read_percent(given, "error-claims", wishes.claims_with_errors)) return "--error-claims wants a number from 0 to 100";
    if (auto const text = given.last("seed")) {
        auto const seed = read_number(*text, 0, ~std::uint64_t{0});
        if (!seed) return "--seed wants a number";
        wishes.seed = *seed;
    }
    return {};
}

Exit list_errors() {
    StandardOutput out;
    for (synth::ErrorKind const& kind : synth::error_kinds()) out.print(std::string(kind.rule).append("  ").append(kind.text).append("\n"));
    return out.failed() ? Exit::internal_error : Exit::clean;
}

void say_made(synth::Made const& made, std::string_view where) {
    talk::note(std::to_string(made.claims) + " claims, " + std::to_string(made.lines) + " lines, " + std::to_string(made.drug_lines) +
               " of them with a drug, " + std::to_string(made.errors) + " with an error, " + std::to_string(made.bytes) + " bytes" +
               std::string(where));
}

Exit to_output(synth::Wishes const& wishes) {
    StandardOutput out;
    auto const made = synth::synthesize(
        wishes,
        [&](std::string_view bytes) {
            out.print(bytes);
            return !out.failed();
        },
        [](std::string_view) { return true; });
    if (!out.failed()) {
        say_made(made, "");
        return Exit::clean;
    }
    talk::error("cannot write to standard output: " + out.reason());
    return Exit::internal_error;
}

/// Writes one batch and what is to be expected of it.
std::optional<engine::write::WriteError> write_batch(synth::Wishes const& wishes, engine::write::OutputDirectory& directory,
                                                     std::string const& name, engine::write::Existing existing, synth::Made& all) {
    engine::write::OutputFile batch(directory, name, existing), expected(directory, name + ".expected.jsonl", existing);
    auto const to = [](engine::write::OutputFile& file) {
        return [&file](std::string_view bytes) {
            file.append(bytes);
            return !file.error();
        };
    };
    if (!wishes.errors.empty()) expected.open();
    auto const made = synth::synthesize(wishes, to(batch), to(expected));
    all.bytes += made.bytes, all.claims += made.claims, all.lines += made.lines, all.drug_lines += made.drug_lines,
        all.errors += made.errors;
    auto failed = batch.commit();
    return failed ? failed : expected.commit();
}

Exit to_files(synth::Wishes wishes, std::filesystem::path const& target, std::optional<std::uint64_t> files, bool replace) {
    using namespace engine::write;
    std::error_code ignored;
    if (!replace && !files && std::filesystem::exists(target, ignored))
        return wrong_use("synth", target.string() + " exists: give another --out, or --overwrite to replace it");
    OutputDirectory directory;
    auto const folder = files ? target : target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    auto const existing = replace ? Existing::replace : Existing::refuse;
    auto failed = directory.open(folder.string());
    synth::Made made;
    if (!failed && !files) failed = write_batch(wishes, directory, target.filename().string(), existing, made);
    for (std::uint64_t i = 0; !failed && files && i < *files; ++i, ++wishes.seed)
        failed = write_batch(wishes, directory, std::to_string(i) + ".edi", existing, made);
    if (!failed) failed = directory.sync();
    if (failed) {
        talk::error(failed->text());
        return Exit::internal_error;
    }
    say_made(made, " in " + target.string());
    return Exit::clean;
}

Exit synth_batch(Given const& given) {
    if (!given.words.empty()) return wrong_use("synth", "there is nothing to read: " + given.words[0] + "?");
    if (given.last("errors") == "list") return list_errors();
    synth::Wishes wishes;
    if (std::string const wrong = read_wishes(given, wishes); !wrong.empty()) return wrong_use("synth", wrong);
    auto const target = given.last("out");
    std::optional<std::uint64_t> files;
    if (auto const text = given.last("files")) {
        files = read_number(*text, 1, most_files);
        if (!files) return wrong_use("synth", "--files wants a number from 1 to " + std::to_string(most_files));
        if (!target) return wrong_use("synth", "--files wants a directory: --out DIR");
    }
    if (!target) return to_output(wishes);
    return to_files(wishes, *target, files, given.has("overwrite"));
}

} // namespace

constinit Command const synth_command{
    .name = "synth",
    .arguments = "",
    .summary = "make 837 batches of any size, with errors of chosen kinds and the findings to be expected",
    .manual =
        "Everybody in them is invented. The same options give the same bytes. Without --errors a check with the default policy has no "
        "finding; with --errors each finding that it must have stands in FILE.expected.jsonl, a line each with the keys of findings.jsonl "
        "that say what and where: rule, interchange, group, set, claim, claim_no, line, loop, segment, segment_no, element, component. An "
        "error bears the id of the rule that tells it (scrub837 explain RULE).",
    .options = options,
    .example = "scrub837 synth --claims 5000 --errors C101,U105 --error-claims 10 --out test.edi",
    .run = synth_batch,
};

} // namespace cli
