// The last, serial stage: appends what the checkers rendered, in the order of the input, keeps the totals, settles what a rejected set,
// group or interchange does to the claims in it, and closes files when they are complete.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/block_checker.hpp"
#include "engine/read/block.hpp"
#include "engine/report/input_summary.hpp"
#include "engine/write/write_error.hpp"
#include "rules/policy.hpp"

namespace engine::write {

struct WriterOptions {
    std::optional<std::string> directory; ///< `--out`; nothing: the annotated text goes to `print`
    bool replace = false;                 ///< `--overwrite`
    bool split = false;                   ///< `--split`; only with a directory
    bool database = false;                ///< also results.sqlite; only with a directory
    bool page = true;                     ///< report.html; only with a directory
    bool mask = false;                    ///< nobody is named in it
    /// Outputs are kept here by name, in place of files in a directory. No database then.
    std::map<std::string, std::string>* memory = nullptr;
    /// A set, group, interchange or input is complete; `rejected`: with everything in it. May be empty.
    std::function<void(Scope const& scope, read::ScopeLevel level, bool rejected)> closed;
    waivers::Waivers const* waivers = nullptr; ///< whose use the summary tells; null: there are none
    waivers::Baseline* new_baseline = nullptr; ///< gets the findings of the run; null: nobody wants them
    edi::Day processed;
    std::uint32_t control_number = 1;            ///< of the first acknowledgement
    std::function<void(std::string_view)> print; ///< used without a directory
};

class BatchWriter {
public:
    BatchWriter(rules::Policy const& policy, WriterOptions options);
    ~BatchWriter();
    BatchWriter(BatchWriter const&) = delete;
    BatchWriter& operator=(BatchWriter const&) = delete;

    /// Names of files of earlier runs that this run would write over, at most `limit`; only asked when `--overwrite` was not given.
    std::vector<std::string> in_the_way(std::span<InputScope const> inputs, std::size_t limit) const;

    /// An output of this run that is at the same time one of its inputs, and would be removed before it is read; empty = none.
    std::string input_among_outputs(std::span<InputScope const> inputs) const;

    /// Makes the directory and the files of the whole run; with `--overwrite` removes what earlier runs left of these inputs.
    bool open(std::span<InputScope const> inputs);

    /// False after an error: nothing more need be given. Takes the rows for the database out of `checked`.
    bool write(read::Block const& block, check::CheckedBlock& checked);

    /// For the summary: how the claims of the run were compared.
    void note(report::ComparedClaims const& compared);

    /// After the last block: summary, commit of the files of the whole run.
    bool finish();

    report::RunSummary const& summary() const;
    /// What went wrong, for people; empty = nothing.
    std::string const& error() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::write
