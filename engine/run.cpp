#include "engine/run.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <optional>

#include "engine/block_source.hpp"
#include "engine/check/block_checker.hpp"
#include "engine/history/claim_history.hpp"
#include "engine/read/checksum.hpp"

namespace engine {
namespace {

// One block on its way through the pipeline, with what came of it.
struct Token {
    read::Block block;
    check::CheckedBlock checked;
    history::BlockHistory history;
};

} // namespace

RunResult run(rules::Policy const& policy, RunOptions options) {
    RunResult result;
    bool const files = options.writer.directory || options.writer.memory;
    std::optional<history::ClaimHistory> history;
    if (options.cross_claim_memory > 0 && history::ClaimHistory::is_wanted(policy)) history.emplace(policy, options.cross_claim_memory);
    check::CheckOptions const check_options{.processed = options.writer.processed,
                                            .style = files ? report::Style{} : options.style,
                                            .files = files,
                                            .split = files && options.writer.split,
                                            .page = files && options.writer.page,
                                            .rows = files && options.writer.database,
                                            .keys = history.has_value(),
                                            .waivers = options.writer.waivers,
                                            .known = options.writer.new_baseline != nullptr,
                                            .hide = options.mask,
                                            .sink = options.sink};
    options.writer.mask = options.mask;
    write::BatchWriter writer(policy, options.writer);
    if (!options.writer.replace) {
        if (auto const found = writer.in_the_way(options.inputs, 1); !found.empty()) {
            result.error = found.front() + " exists: give another --out directory, or --overwrite to replace the results of an earlier run";
            result.wrong_use = true;
            return result;
        }
    }
    if (auto const found = writer.input_among_outputs(options.inputs); !found.empty()) {
        result.error = found + " is an input and would be replaced by an output: give another --out directory";
        result.wrong_use = true;
        return result;
    }
    if (!writer.open(options.inputs)) {
        result.error = writer.error();
        return result;
    }

    std::size_t const threads = options.threads ? options.threads : static_cast<std::size_t>(tbb::info::default_concurrency());
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism, threads);
    options.limits.unpack_ahead = threads > 1;
    read::BatchReader reader(std::move(options.inputs), options.limits);
    read::Checksum checksum;
    tbb::enumerable_thread_specific<check::BlockChecker> checkers([&] { return check::BlockChecker(policy, check_options); });
    Progress progress;
    BlockSource<Token> source(reader, threads);

    auto const read_block = [&](tbb::flow_control& flow) { return source.next(flow); };
    auto const add_checksum = [&](Token* token) {
        checksum.pass(token->block);
        return token;
    };
    auto const check_block = [&](Token* token) {
        checkers.local().check(token->block, token->checked);
        return token;
    };
    auto const look_up = [&](Token* token) {
        if (history) history->pass(token->block, token->checked, token->history);
        return token;
    };
    auto const check_again = [&](Token* token) {
        if (token->history.any()) checkers.local().check_again(token->block, token->history, token->checked);
        return token;
    };
    auto const write_block = [&](Token* token) {
        if (!writer.write(token->block, token->checked)) source.stop();
        if (!options.progress) return;
        progress.bytes += token->block.size;
        for (check::CheckedItem const& item : token->checked.items) progress.claims += item.tally.claims;
        options.progress(progress);
    };
    using tbb::filter_mode;
    tbb::parallel_pipeline(source.live(), tbb::make_filter<void, Token*>(filter_mode::serial_in_order, read_block) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::serial_in_order, add_checksum) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::parallel, check_block) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::serial_in_order, look_up) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::parallel, check_again) &
                                              tbb::make_filter<Token*, void>(filter_mode::serial_in_order, write_block));
    if (history) writer.note(history->compared());
    if (!source.stopped()) writer.finish();
    result.error = writer.error();
    result.summary = writer.summary();
    return result;
}

} // namespace engine
