// Whole runs in a directory of their own, for tests.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "engine/read/inputs.hpp"
#include "engine/run.hpp"
#include "rules/policy.hpp"

namespace engine_test {

namespace fs = std::filesystem;

/// A directory that goes away with everything in it.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        // Every run flushes its files, and many thousand flushes of a disk take minutes.
        fs::path const memory = "/dev/shm";
        std::string pattern = ((fs::exists(memory) ? memory : fs::temp_directory_path()) / "scrub837-test-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
        path_ = pattern;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryDirectory(TemporaryDirectory const&) = delete;
    TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;
    fs::path const& path() const { return path_; }
    std::string operator/(std::string const& name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

inline fs::path project() {
    return SCRUB837_SOURCE_DIR;
}

inline fs::path shared_samples() {
    char const* shared = std::getenv("SCRUB837_SHARED");
    return (shared ? fs::path(shared) : project() / "../shared") / "samples";
}

inline std::string read_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(fs::path const& path, std::string_view text) {
    std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

inline rules::Policy const& default_policy() {
    static rules::Policy const policy = std::get<rules::Policy>(rules::load_policies({}));
    return policy;
}

struct Settings {
    unsigned threads = 1;
    std::size_t block_size = 512 * 1024;
    std::size_t largest_claim = 16 * 1024 * 1024;
    std::size_t largest_segment = 1024 * 1024;
    bool split = false;
    bool database = false;                 ///< results.sqlite
    bool mask = false;                     ///< nobody is named in what people read
    std::size_t cross_claim_memory = 0;    ///< bytes; 0: claims are not compared, so that tests can have many by repeating one
    rules::Policy const* policy = nullptr; ///< nothing: the default one
    engine::unpack::UnpackLimits unpack{};
    edi::Day processed = edi::day_of(2026, 11, 24);
};

struct Outcome {
    engine::report::RunSummary summary;
    std::string error;
    std::map<std::string, std::string> files; ///< by name below the output directory
    engine::Tally const& totals() const { return summary.totals; }
    std::string const& findings() const { return files.at("findings.jsonl"); }
    std::size_t count(std::string_view rule) const {
        std::string const wanted = "\"rule\":\"" + std::string(rule) + "\"";
        std::size_t n = 0;
        for (auto at = findings().find(wanted); at != std::string::npos; at = findings().find(wanted, at + 1)) ++n;
        return n;
    }
};

/// `scrub837 check PATHS --out DIR` with a fixed date.
inline Outcome run_paths(std::vector<std::string> const& paths, Settings const& settings = {}) {
    TemporaryDirectory const out;
    engine::RunOptions options;
    options.inputs = std::get<std::vector<engine::InputScope>>(engine::read::list_inputs(paths, {}, settings.unpack));
    options.limits = {settings.block_size, settings.largest_claim, settings.largest_segment};
    options.limits.unpack = settings.unpack;
    options.threads = settings.threads;
    options.cross_claim_memory = settings.cross_claim_memory;
    options.writer.directory = out.path().string();
    options.writer.replace = true;
    options.writer.split = settings.split;
    options.writer.database = settings.database;
    options.mask = settings.mask;
    options.writer.processed = settings.processed;
    auto result = engine::run(settings.policy ? *settings.policy : default_policy(), std::move(options));
    Outcome outcome{std::move(result.summary), std::move(result.error), {}};
    for (auto const& entry : fs::recursive_directory_iterator(out.path()))
        if (entry.is_regular_file()) outcome.files[fs::relative(entry.path(), out.path()).string()] = read_file(entry.path());
    return outcome;
}

inline std::string without(std::string_view text, std::string_view what) {
    std::string rest;
    std::size_t from = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, from)) {
        rest.append(text, from, at - from);
        from = at + what.size();
    }
    return rest.append(text, from);
}

/// The same for one file with this text.
inline Outcome run_text(std::string_view text, Settings const& settings = {}) {
    TemporaryDirectory const in;
    write_file(in / "in.edi", text);
    auto outcome = run_paths({in / "in.edi"}, settings);
    // The directory's name differs from run to run.
    for (auto& [name, content] : outcome.files)
        if (name != "results.sqlite") content = without(content, in.path().string() + "/");
    return outcome;
}

inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
    auto const at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(what));
    return text.replace(at, what.size(), with);
}

inline std::string replaced_all(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
    return text;
}

/// An answer of ours, each interchange of which has its own delimiters, with * : ^ ~ throughout; nothing in it may have one of these as data.
inline std::string usual(std::string_view answer) {
    std::string text;
    while (!answer.empty()) {
        auto const isa = edi::read_isa(answer);
        if (!isa.readable()) throw std::runtime_error("an answer whose ISA cannot be read");
        auto const& [element, component, repetition, segment] = isa.delimiters;
        auto const iea = answer.find(std::string("\nIEA") + element);
        if (iea == std::string_view::npos) throw std::runtime_error("an answer without IEA");
        auto const end = answer.find(segment, iea + 1);
        for (char const c : answer.substr(0, end))
            text += c == element ? '*' : c == component ? ':' : c == repetition ? '^' : c == segment ? '~' : c;
        text += "~\n";
        if (segment == '\n') text = replaced_all(replaced_all(text, "~\n", "~"), "~", "~\n");
        answer.remove_prefix(std::min(answer.size(), end + (segment == '\n' ? 1 : 2)));
    }
    return text;
}

inline std::string sample(std::string const& name) {
    auto text = read_file(project() / "samples" / name);
    if (text.empty()) throw std::runtime_error("no sample " + name);
    return text;
}

} // namespace engine_test
