#include "engine/compare/compare.hpp"

#include <sys/stat.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <array>
#include <memory>

#include "engine/block_source.hpp"
#include "engine/compare/block_comparer.hpp"
#include "engine/history/claim_history.hpp"
#include "engine/write/commit_batch.hpp"
#include "engine/write/output_directory.hpp"
#include "engine/write/output_file.hpp"

namespace engine::compare {
namespace {

constexpr std::array file_names{"compare.txt", "compare.jsonl", "compare.csv", "summary.txt", "summary.json"};

/// Differences about no claim that are told of one input: a file of nothing but broken headers has results many times its size.
constexpr std::uint64_t most_outside = 10'000;

struct Token {
    read::Block block;
    JudgedBlock judged;
    ComparedBlock compared;
};

/// Totals of one open scope.
struct OpenScope {
    std::array<Tally, 2> tallies;
    VerdictTable verdicts;
    std::array<bool, 2> rejected{};

    void add(OpenScope const& inner) {
        tallies[0] += inner.tallies[0];
        tallies[1] += inner.tallies[1];
        verdicts += inner.verdicts;
    }
};

/// The last, serial stage: writes the entries in the order of the input and keeps the totals.
class CompareWriter {
public:
    CompareWriter(rules::Policy const& a, rules::Policy const& b, CompareOptions const& options) : options_(options) {
        comparison_.a = &a;
        comparison_.b = &b;
    }

    bool open() {
        if (!options_.directory) return true;
        if (!fail(directory_.open(*options_.directory))) return false;
        for (std::size_t i = 0; i < files_.size(); ++i) {
            files_[i] = std::make_unique<write::OutputFile>(directory_, file_names[i], existing());
            if (!files_[i]->open()) return fail(files_[i]->error());
        }
        std::string header;
        append_csv_header(header);
        files_[2]->append(header);
        return true;
    }

    void write(read::Block const& block, ComparedBlock const& compared) {
        Entries const& all = compared.entries;
        for (std::size_t i = 0; i < block.items.size(); ++i) {
            ComparedItem const& item = compared.items[i];
            bool const last = i + 1 == block.items.size();
            auto const part = [&](std::string const& text, std::uint32_t ComparedItem::*begin) {
                std::size_t const end = last ? text.size() : compared.items[i + 1].*begin;
                return std::string_view(text).substr(item.*begin, end - item.*begin);
            };
            take(block.items[i], item,
                 {part(all.text, &ComparedItem::text_begin), part(all.jsonl, &ComparedItem::jsonl_begin),
                  part(all.csv, &ComparedItem::csv_begin)});
        }
        for (auto const& [rule, changes] : compared.rules) {
            RuleChanges& sum = comparison_.rules[rule];
            sum.appear += changes.appear;
            sum.disappear += changes.disappear;
            sum.change += changes.change;
        }
        for (auto const& file : files_)
            if (file) fail(file->error());
    }

    void finish() {
        if (!options_.directory || !error_.empty()) return;
        files_[3]->append(comparison_text(comparison_));
        files_[4]->append(comparison_json(comparison_));
        write::CommitBatch complete(directory_);
        for (auto const& file : files_) fail(complete.add(std::move(*file)));
        fail(complete.commit());
        fail(directory_.sync());
    }

    Comparison& comparison() { return comparison_; }
    std::string const& error() const { return error_; }

private:
    using Texts = std::array<std::string_view, 3>;

    write::Existing existing() const { return options_.replace ? write::Existing::replace : write::Existing::refuse; }

    bool fail(std::optional<write::WriteError> const& what) {
        if (what && error_.empty()) error_ = what->text();
        return !what;
    }

    void emit(Texts const& texts) {
        if (!options_.directory) return options_.print(texts[0]);
        for (std::size_t i = 0; i < texts.size(); ++i) files_[i]->append(texts[i]);
    }

    OpenScope& innermost(Scope const& scope) { return scope.set ? set_ : scope.group ? group_ : scope.interchange ? interchange_ : input_; }

    void take(read::Item const& from, ComparedItem const& item, Texts const& texts) {
        using read::ItemKind;
        if (from.kind == ItemKind::input_open) {
            input_ = {};
            outside_ = 0;
            comparison_.inputs.push_back({from.scope.input->path, {}, {}, 0});
        }
        if (from.kind == ItemKind::interchange_open) interchange_ = {};
        if (from.kind == ItemKind::group_open) group_ = {};
        if (from.kind == ItemKind::set_open) {
            bool const unsupported = from.scope.set->support == edi::Support::none;
            set_ = {{}, {}, {unsupported, unsupported}};
        }
        OpenScope& open = innermost(from.scope);
        for (std::size_t side = 0; side < 2; ++side) {
            open.tallies[side] += item.tallies[side];
            interchange_.rejected[side] |= item.rejects_interchange[side];
            group_.rejected[side] |= item.rejects_group[side];
            set_.rejected[side] |= item.rejects_set[side];
        }
        open.verdicts += item.verdicts;
        comparison_.inputs.back().claims_changed += item.claims_changed;
        comparison_.claims_changed += item.claims_changed;
        if (!texts[2].empty() && item.claims_changed == 0 && ++outside_ > most_outside)
            ++comparison_.outside_untold;
        else
            emit(texts);

        if (from.kind == ItemKind::set_close) close("set", from.scope, set_, from.scope.group ? group_ : interchange_);
        if (from.kind == ItemKind::group_close) close("group", from.scope, group_, interchange_);
        if (from.kind == ItemKind::interchange_close) close("interchange", from.scope, interchange_, input_);
        if (from.kind == ItemKind::input_close) close_input(from);
    }

    void close(std::string_view kind, Scope const& scope, OpenScope& inner, OpenScope& outer) {
        if (inner.rejected[0] || inner.rejected[1]) {
            moves_.clear();
            append_moves(kind, scope, inner.rejected[0], inner.rejected[1], inner.verdicts, moves_);
            emit({moves_.text, moves_.jsonl, moves_.csv});
            for (std::size_t side = 0; side < 2; ++side)
                if (inner.rejected[side]) inner.tallies[side].reject_all();
            inner.verdicts = inner.verdicts.rejected_by(inner.rejected[0], inner.rejected[1]);
        }
        outer.add(inner);
    }

    // The table must tie with what each policy counts by itself.
    void close_input(read::Item const& closed) {
        ComparedInput& done = comparison_.inputs.back();
        if (closed.damaged) {
            for (Tally& each : input_.tallies) each.reject_all();
            input_.verdicts = input_.verdicts.rejected_by(true, true);
        }
        done.reason = closed.unreadable;
        done.verdicts = input_.verdicts;
        comparison_.verdicts += done.verdicts;
        for (bool const b : {false, true}) {
            Tally const& tally = input_.tallies[b];
            VerdictTable::Cell const accepted = done.verdicts.accepted(b), all = done.verdicts.total();
            bool const ties = accepted.claims == tally.accepted && accepted.charges == tally.charges_accepted &&
                              all.claims == tally.claims && all.charges == tally.charges_total();
            if (!ties && error_.empty()) error_ = "internal error: the comparison of " + closed.scope.input->name + " does not add up";
        }
    }

    CompareOptions const& options_;
    Comparison comparison_;
    std::string error_;
    write::OutputDirectory directory_;
    std::array<std::unique_ptr<write::OutputFile>, file_names.size()> files_;
    OpenScope input_, interchange_, group_, set_;
    std::uint64_t outside_ = 0;
    Entries moves_;
};

/// A result of an earlier run that this one must not write over; empty = none.
std::string in_the_way(CompareOptions const& options) {
    if (!options.directory || options.replace) return {};
    struct stat status {};
    for (char const* name : file_names)
        if (std::string const path = *options.directory + "/" + name; ::lstat(path.c_str(), &status) == 0) return path;
    return {};
}

} // namespace

CompareResult run(rules::Policy const& a, rules::Policy const& b, CompareOptions options) {
    CompareResult result;
    if (auto const found = in_the_way(options); !found.empty()) {
        result.error = found + " exists: give another --out directory, or --overwrite to replace the results of an earlier run";
        result.wrong_use = true;
        return result;
    }
    CompareWriter writer(a, b, options);
    if (!writer.open()) {
        result.error = writer.error();
        return result;
    }
    std::size_t const threads = options.threads ? options.threads : static_cast<std::size_t>(tbb::info::default_concurrency());
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism, threads);
    options.limits.unpack_ahead = threads > 1;
    read::BatchReader reader(std::move(options.inputs), options.limits);
    std::array<std::optional<history::ClaimHistory>, 2> histories;
    if (options.cross_claim_memory > 0)
        for (std::size_t side = 0; side < 2; ++side)
            if (rules::Policy const& policy = side == 0 ? a : b; history::ClaimHistory::is_wanted(policy))
                histories[side].emplace(policy, options.cross_claim_memory / 2);
    bool const keys = histories[0] || histories[1];
    tbb::enumerable_thread_specific<std::unique_ptr<BlockComparer>> comparers([&] { return std::make_unique<BlockComparer>(a, b, keys); });
    Progress progress;
    BlockSource<Token> source(reader, threads);

    auto const read_block = [&](tbb::flow_control& flow) { return source.next(flow); };
    auto const judge_block = [&](Token* token) {
        comparers.local()->judge(token->block, token->judged);
        return token;
    };
    auto const look_up = [&](Token* token) {
        for (std::size_t side = 0; side < 2; ++side)
            if (histories[side]) histories[side]->pass(token->block, token->judged.checked[side], token->judged.history[side]);
        return token;
    };
    auto const compare_block = [&](Token* token) {
        comparers.local()->compare(token->block, token->judged, token->compared);
        return token;
    };
    auto const write_block = [&](Token* token) {
        writer.write(token->block, token->compared);
        if (!writer.error().empty()) source.stop();
        if (!options.progress) return;
        progress.bytes += token->block.size;
        for (ComparedItem const& item : token->compared.items) progress.claims += item.tallies[0].claims;
        options.progress(progress);
    };
    using tbb::filter_mode;
    tbb::parallel_pipeline(source.live(), tbb::make_filter<void, Token*>(filter_mode::serial_in_order, read_block) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::parallel, judge_block) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::serial_in_order, look_up) &
                                              tbb::make_filter<Token*, Token*>(filter_mode::parallel, compare_block) &
                                              tbb::make_filter<Token*, void>(filter_mode::serial_in_order, write_block));
    writer.finish();
    result.error = writer.error();
    result.comparison = std::move(writer.comparison());
    return result;
}

} // namespace engine::compare
