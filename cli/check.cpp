#include "cli/check.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/progress.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/read/inputs.hpp"
#include "engine/report/counted.hpp"
#include "engine/report/summary_text.hpp"
#include "engine/run.hpp"
#include "engine/waivers/waivers.hpp"
#include "engine/write/output_file.hpp"

namespace cli {
namespace {

bool fails(engine::Tally const& totals, std::optional<rules::Severity> fail_on) {
    if (!fail_on) return false;
    // What was switched off can have rejected claims all the same: unreadable parts, unknown versions.
    return totals.errors || totals.rejected || (*fail_on >= rules::Severity::warning && totals.warnings) ||
           (*fail_on >= rules::Severity::advice && totals.advice);
}

/// With --verbose.
void say_what_is_in_force(rules::Policy const& policy) {
    for (rules::PolicySource const& source : policy.sources())
        talk::detail("policy " + source.id + " " + source.version + ", sha256 " + source.sha256);
    for (rules::TableInfo const& table : policy.tables().infos()) talk::detail("table " + table.name + " " + table.version);
}

void say_how_long(engine::report::RunSummary const& summary, std::chrono::nanoseconds time) {
    auto const milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    std::uint64_t const per_second = summary.bytes * 1000 / static_cast<std::uint64_t>(std::max<std::int64_t>(milliseconds, 1));
    talk::detail(std::to_string(summary.bytes) + " bytes in " + std::to_string(milliseconds) + " ms, " +
                 std::to_string(per_second / 1'000'000) + " MB/s");
}

bool is_input(std::filesystem::path const& path, std::vector<engine::InputScope> const& inputs) {
    std::error_code ignored;
    return std::any_of(inputs.begin(), inputs.end(),
                       [&](engine::InputScope const& input) { return std::filesystem::equivalent(path, input.file(), ignored); });
}

/// May the file be written: it is not there, or it is the baseline of this run, which the new one takes the place of.
bool may_write_baseline(CheckOptions const& options) {
    std::error_code ignored;
    return !std::filesystem::exists(*options.new_baseline, ignored) ||
           (options.baseline && std::filesystem::equivalent(*options.baseline, *options.new_baseline, ignored));
}

bool write_baseline(std::filesystem::path const& path, engine::waivers::Baseline const& baseline) {
    using namespace engine::write;
    OutputDirectory directory;
    auto failed = directory.open((path.has_parent_path() ? path.parent_path() : std::filesystem::path(".")).string());
    if (!failed) {
        OutputFile file(directory, path.filename().string(), Existing::replace);
        file.append(baseline.text(SCRUB837_VERSION));
        failed = file.commit();
    }
    if (!failed) failed = directory.sync();
    if (failed) talk::error(failed->text());
    if (!failed) talk::note("a baseline of " + engine::report::counted(baseline.size(), "finding") + " in " + path.string());
    return !failed;
}

/// What nobody would see where only findings are looked at.
void say_useless_waivers(engine::report::RunSummary const& summary) {
    if (!summary.waived) return;
    engine::waivers::Waivers const& waivers = *summary.waived->waivers;
    for (std::uint32_t i = 0; i < waivers.size(); ++i) {
        auto const state = engine::report::state_of(*summary.waived, i);
        engine::waivers::Waiver const& waiver = waivers[i];
        if (waiver.is_baseline() || state == "used") continue;
        talk::warning(waiver.file + ":" + std::to_string(waiver.line) + ": the waiver of " + std::string(waiver.rule->id) +
                      (state == "expired" ? " has expired: prolong it or take it out" : " is unused: nothing that it fits was found"));
    }
    if (!waivers.has_baseline()) return;
    std::size_t const unused = waivers.baseline().size() - summary.waived->known_found;
    if (unused > 0)
        talk::note(waivers[0].file + ": " + engine::report::counted(unused, "known finding") +
                   " not found again; --write-baseline makes it anew");
}

Exit conclude(engine::RunResult const& result, CheckOptions const& options) {
    auto const& inputs = result.summary.inputs;
    bool const unreadable = std::any_of(inputs.begin(), inputs.end(), [](auto const& input) { return !input.readable; });
    for (auto const& input : inputs)
        if (!input.readable) talk::warning(input.path + ": " + input.reason);
    say_useless_waivers(result.summary);
    engine::Tally const& totals = result.summary.totals;
    if (options.out) {
        using engine::report::counted;
        talk::note(counted(inputs.size(), "input") + ", " + counted(totals.claims, "claim") + ": " + std::to_string(totals.accepted) +
                   " accepted, " + std::to_string(totals.rejected) + " rejected; " + counted(totals.errors, "error") + ", " +
                   counted(totals.warnings, "warning") + ", " + std::to_string(totals.advice) + " advice" +
                   (totals.waived > 0 ? ", " + std::to_string(totals.waived) + " waived" : "") + "; results in " + *options.out);
    } else if (!options.quiet) {
        talk::line(engine::report::summary_text(result.summary));
    }
    if (unreadable) return Exit::unreadable;
    return fails(totals, options.fail_on) ? Exit::findings : Exit::clean;
}

} // namespace

Exit check(Given const& given) {
    auto read = read_check_options(given);
    if (auto const* wrong = std::get_if<std::string>(&read)) return wrong_use("check", *wrong);
    CheckOptions const& options = std::get<CheckOptions>(read);
    auto loaded = load_policy(options.policies, options.tables);
    if (auto const* wrong = std::get_if<std::string>(&loaded)) return wrong_use("check", *wrong);
    rules::Policy& policy = std::get<LoadedPolicy>(loaded).policy;
    if (!options.snip.all()) policy.limit_to(options.snip);
    auto inputs = engine::read::list_inputs(options.paths, options.out.value_or(""), options.unpack);
    if (auto const* wrong = std::get_if<engine::read::InputError>(&inputs)) return wrong_use("check", wrong->message);
    if (options.out)
        for (auto const& notice : policy.notices()) talk::warning(notice.code + ": " + notice.text);
    if (options.out && !options.snip.all())
        talk::warning("only rules of SNIP types " + options.snip.text() + " are run: claims are accepted whatever the others would say");

    engine::waivers::Waivers waivers;
    if (!options.waivers.empty() || options.baseline) {
        auto given_waivers = engine::waivers::Waivers::read(options.waivers, options.baseline, policy, options.date);
        if (auto const* wrong = std::get_if<rules::FileMistake>(&given_waivers)) return wrong_use("check", place(*wrong) + wrong->message);
        waivers = std::get<engine::waivers::Waivers>(std::move(given_waivers));
    }
    if (options.new_baseline && is_input(*options.new_baseline, std::get<std::vector<engine::InputScope>>(inputs)))
        return wrong_use("check", *options.new_baseline + " is an input and would be replaced: give another --write-baseline");
    engine::waivers::Baseline new_baseline;
    if (options.new_baseline && !options.overwrite && !may_write_baseline(options))
        return wrong_use("check", *options.new_baseline + " exists: give another --write-baseline, or --overwrite to replace it");

    say_what_is_in_force(policy);
    StandardOutput out;
    engine::RunOptions run_options;
    run_options.inputs = std::get<std::vector<engine::InputScope>>(std::move(inputs));
    if (options.block_size) run_options.limits.block_size = options.block_size;
    run_options.limits.unpack = options.unpack;
    run_options.writer.directory = options.out;
    run_options.writer.replace = options.overwrite;
    run_options.writer.split = options.split;
    run_options.writer.database = options.database;
    run_options.writer.page = options.page;
    run_options.writer.processed = options.date;
    if (!waivers.empty()) run_options.writer.waivers = &waivers;
    if (options.new_baseline) run_options.writer.new_baseline = &new_baseline;
    run_options.writer.control_number = options.control_number;
    run_options.writer.print = [&](std::string_view text) { out.print(text); };
    run_options.mask = options.mask;
    run_options.style.colour = talk::colored_output();
    if (options.cross_claim_memory) run_options.cross_claim_memory = *options.cross_claim_memory;
    run_options.threads = options.jobs;
    run_options.progress = progress::show;
    progress::begin(run_options.inputs);

    auto const began = std::chrono::steady_clock::now();
    engine::RunResult const result = engine::run(policy, std::move(run_options));
    progress::clear();
    say_how_long(result.summary, std::chrono::steady_clock::now() - began);
    if (result.wrong_use) return wrong_use("check", result.error);
    if (!result.error.empty()) {
        talk::error(result.error + "; the results are not complete");
        return Exit::internal_error;
    }
    if (out.failed()) {
        talk::error("cannot write to standard output: " + out.reason() + "; the findings are not complete");
        return Exit::internal_error;
    }
    if (options.new_baseline && !write_baseline(*options.new_baseline, new_baseline)) return Exit::internal_error;
    return conclude(result, options);
}

} // namespace cli
