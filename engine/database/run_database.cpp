#include "engine/database/run_database.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "engine/database/run_tables.hpp"
#include "engine/database/schema.hpp"
#include "engine/database/sqlite.hpp"

namespace engine::database {
namespace {

/// Blocks that may wait for the thread.
constexpr std::size_t most_waiting = 4;

/// What happens to a scope between two rows.
struct Event {
    enum class Kind : std::uint8_t {
        open_input,
        open_interchange,
        open_group,
        open_set,
        close_set,
        close_group,
        close_interchange,
        close_input,
        leave_out
    };
    Kind kind;
    std::size_t at = 0; ///< byte in the rows before which it happens
    Scope scope{};
    bool rejected = false;
    std::size_t to = 0;                                    ///< leave_out: up to here
    std::shared_ptr<InputScope const> input{};             ///< open_input
    std::shared_ptr<report::InputSummary const> summary{}; ///< close_input
};

/// One block on its way to the thread.
struct Chunk {
    RowBytes rows;
    std::vector<Event> events;
};

} // namespace

struct RunDatabase::State {
    State(rules::Policy const& given, write::OutputDirectory& where, write::Existing existing)
        : policy(given), directory(where), file(where, file_name, existing) {}

    rules::Policy const& policy;
    write::OutputDirectory& directory;
    write::OutputFile file;
    std::optional<RunTables> tables; ///< the thread's, until it has ended

    Chunk current; ///< its rows are filled by others

    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<Chunk> waiting;
    std::vector<RowBytes> spare;
    bool no_more = false;
    std::string error;

    std::thread thread;

    void fail(std::string what) {
        std::lock_guard const lock(mutex);
        if (error.empty()) error = std::move(what);
    }

    // ---- the thread ----------------------------------------------------------------------------------------------------------

    void work() {
        try {
            while (std::optional<Chunk> chunk = next()) {
                if (!failed()) write(*chunk);
                give_back(std::move(chunk->rows));
            }
        } catch (std::exception const& unexpected) {
            fail(std::string("internal error: results.sqlite: ") + unexpected.what());
            drain();
        }
    }

    // The other side must not wait for a thread that has given up.
    void drain() {
        while (next()) {}
    }

    std::optional<Chunk> next() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !waiting.empty() || no_more; });
        if (waiting.empty()) return std::nullopt;
        std::optional<Chunk> chunk(std::move(waiting.front()));
        waiting.pop_front();
        lock.unlock();
        changed.notify_all();
        return chunk;
    }

    void give_back(RowBytes rows) {
        rows.clear();
        std::lock_guard const lock(mutex);
        spare.push_back(std::move(rows));
    }

    void write(Chunk const& chunk) {
        std::string_view const rows = chunk.rows.bytes();
        std::size_t at = 0;
        for (Event const& event : chunk.events) {
            tables->add(rows.substr(at, event.at - at));
            at = event.kind == Event::Kind::leave_out ? event.to : event.at;
            apply(event);
        }
        tables->add(rows.substr(at));
        if (file.error()) fail(file.error()->text());
        if (!tables->error().empty()) fail(tables->error());
    }

    void apply(Event const& event) {
        switch (event.kind) {
            case Event::Kind::open_input: tables->open_input(*event.input); break;
            case Event::Kind::open_interchange: tables->open_interchange(event.scope); break;
            case Event::Kind::open_group: tables->open_group(event.scope); break;
            case Event::Kind::open_set: tables->open_set(event.scope); break;
            case Event::Kind::close_set: tables->close_set(event.rejected); break;
            case Event::Kind::close_group: tables->close_group(event.rejected); break;
            case Event::Kind::close_interchange: tables->close_interchange(event.rejected); break;
            case Event::Kind::close_input: tables->close_input(*event.summary); break;
            case Event::Kind::leave_out: break;
        }
    }

    // ---- the side of the writer ----------------------------------------------------------------------------------------------

    bool failed() const {
        std::lock_guard const lock(mutex);
        return !error.empty();
    }

    Event& tell(Event::Kind kind, std::size_t at) { return current.events.emplace_back(Event{kind, at}); }

    void send(Chunk chunk) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return waiting.size() < most_waiting; });
        waiting.push_back(std::move(chunk));
        lock.unlock();
        changed.notify_all();
    }

    void stop() {
        if (!thread.joinable()) return;
        {
            std::lock_guard const lock(mutex);
            no_more = true;
        }
        changed.notify_all();
        thread.join();
    }
};

RunDatabase::RunDatabase(rules::Policy const& policy, write::OutputDirectory& directory, write::Existing existing)
    : state_(std::make_unique<State>(policy, directory, existing)) {}

RunDatabase::~RunDatabase() {
    state_->stop();
}

bool RunDatabase::open() {
    State& state = *state_;
    EmptyDatabase const empty = make_empty_database(std::string(tables_sql), TableFile::page_size);
    if (!empty.error.empty()) state.fail("results.sqlite: " + empty.error);
    if (!state.file.open()) state.fail(state.file.error()->text());
    if (state.failed()) return false;
    state.tables.emplace(state.file, empty);
    state.thread = std::thread([&state] { state.work(); });
    return true;
}

void RunDatabase::open_input(std::size_t at, InputScope const& input) {
    state_->tell(Event::Kind::open_input, at).input = std::make_shared<InputScope const>(input);
}
void RunDatabase::open_interchange(std::size_t at, Scope const& scope) {
    state_->tell(Event::Kind::open_interchange, at).scope = scope;
}
void RunDatabase::open_group(std::size_t at, Scope const& scope) {
    state_->tell(Event::Kind::open_group, at).scope = scope;
}
void RunDatabase::open_set(std::size_t at, Scope const& scope) {
    state_->tell(Event::Kind::open_set, at).scope = scope;
}
void RunDatabase::close_set(std::size_t at, bool rejected) {
    state_->tell(Event::Kind::close_set, at).rejected = rejected;
}
void RunDatabase::close_group(std::size_t at, bool rejected) {
    state_->tell(Event::Kind::close_group, at).rejected = rejected;
}
void RunDatabase::close_interchange(std::size_t at, bool rejected) {
    state_->tell(Event::Kind::close_interchange, at).rejected = rejected;
}
void RunDatabase::close_input(std::size_t at, report::InputSummary const& summary) {
    state_->tell(Event::Kind::close_input, at).summary = std::make_shared<report::InputSummary const>(summary);
}
void RunDatabase::leave_out(std::size_t from, std::size_t to) {
    state_->tell(Event::Kind::leave_out, from).to = to;
}

void RunDatabase::take(RowBytes& rows) {
    State& state = *state_;
    std::swap(state.current.rows, rows);
    rows = {};
    {
        std::lock_guard const lock(state.mutex);
        if (!state.spare.empty()) {
            rows = std::move(state.spare.back());
            state.spare.pop_back();
        }
    }
    state.send(std::exchange(state.current, {}));
}

bool RunDatabase::finish(report::RunSummary const& summary, edi::Day processed) {
    State& state = *state_;
    state.stop();
    if (state.failed()) return false;
    bool const whole = state.tables->finish(state.policy, summary, processed) && state.file.flush();
    if (state.file.error()) state.fail(state.file.error()->text());
    if (!state.tables->error().empty()) state.fail(state.tables->error());
    if (!whole) state.fail("internal error: results.sqlite could not be completed");
    if (state.failed()) return false;
    std::string const wrong = complete_database(state.file.temporary_path(), state.directory.path(), std::string(completion_sql));
    if (!wrong.empty()) state.fail("cannot write " + state.directory.path() + "/" + file_name + ": " + wrong);
    return wrong.empty();
}

write::OutputFile& RunDatabase::file() {
    return state_->file;
}

bool RunDatabase::failed() const {
    return state_->failed();
}

std::string RunDatabase::error() const {
    std::lock_guard const lock(state_->mutex);
    return state_->error;
}

} // namespace engine::database
