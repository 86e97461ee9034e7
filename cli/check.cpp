#include "cli/check.hpp"

#include <algorithm>
#include <chrono>

#include "cli/command.hpp"
#include "cli/policies.hpp"
#include "cli/progress.hpp"
#include "cli/standard_output.hpp"
#include "cli/talk.hpp"
#include "engine/read/inputs.hpp"
#include "engine/report/counted.hpp"
#include "engine/report/summary_text.hpp"
#include "engine/run.hpp"

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

Exit conclude(engine::RunResult const& result, CheckOptions const& options) {
    auto const& inputs = result.summary.inputs;
    bool const unreadable = std::any_of(inputs.begin(), inputs.end(), [](auto const& input) { return !input.readable; });
    for (auto const& input : inputs)
        if (!input.readable) talk::warning(input.path + ": " + input.reason);
    engine::Tally const& totals = result.summary.totals;
    if (options.out) {
        using engine::report::counted;
        talk::note(counted(inputs.size(), "input") + ", " + counted(totals.claims, "claim") + ": " + std::to_string(totals.accepted) +
                   " accepted, " + std::to_string(totals.rejected) + " rejected; " + counted(totals.errors, "error") + ", " +
                   counted(totals.warnings, "warning") + ", " + std::to_string(totals.advice) + " advice; results in " + *options.out);
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
    return conclude(result, options);
}

} // namespace cli
