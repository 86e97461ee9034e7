// results.sqlite: what a run read and found, as tables for questions (docs/DATABASE.md). The parallel stage notes rows as bytes (claim_rows), the
// serial writer hands them on in the order of the run with what it knows of scopes, and one thread of its own writes them; the queue between is
// bounded, so memory is the same whatever the size of the input. The file has its name only when it is whole.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/database/row_bytes.hpp"
#include "engine/report/input_summary.hpp"
#include "engine/scope.hpp"
#include "engine/write/output_directory.hpp"
#include "engine/write/output_file.hpp"
#include "rules/policy.hpp"

namespace engine::database {

inline constexpr char const* file_name = "results.sqlite";

/// All calls from one thread. After the first error calls do nothing; error() says what it was.
class RunDatabase {
public:
    /// `policy` and `directory` must outlive the object.
    RunDatabase(rules::Policy const& policy, write::OutputDirectory& directory, write::Existing existing);
    ~RunDatabase();
    RunDatabase(RunDatabase const&) = delete;
    RunDatabase& operator=(RunDatabase const&) = delete;

    /// Makes the file, under a temporary name, and starts the thread.
    bool open();

    // What happens to scopes at byte `at` of the rows of the block at hand; never before what was told already.
    void open_input(std::size_t at, InputScope const& input);
    void open_interchange(std::size_t at, Scope const& scope);
    void open_group(std::size_t at, Scope const& scope);
    void open_set(std::size_t at, Scope const& scope);
    void close_set(std::size_t at, bool rejected);
    void close_group(std::size_t at, bool rejected);
    void close_interchange(std::size_t at, bool rejected);
    void close_input(std::size_t at, report::InputSummary const& summary);
    /// The rows [from, to) are not wanted.
    void leave_out(std::size_t from, std::size_t to);

    /// Ends the block: its rows go to the thread, `rows` becomes another buffer to fill. Waits when the thread is too far behind.
    void take(RowBytes& rows);

    /// After the last block: writes the rest and completes the file, for CommitBatch. False on error. `processed`: the day of processing.
    bool finish(report::RunSummary const& summary, edi::Day processed);
    write::OutputFile& file();

    bool failed() const;
    /// For people; empty = nothing. Complete only when failed() or after finish().
    std::string error() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace engine::database
