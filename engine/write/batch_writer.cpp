#include "engine/write/batch_writer.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "edi/envelope/kinds.hpp"
#include "engine/ack/answers.hpp"
#include "engine/database/run_database.hpp"
#include "engine/report/annotated_text.hpp"
#include "engine/report/findings_csv.hpp"
#include "engine/report/html/page.hpp"
#include "engine/report/summary_json.hpp"
#include "engine/report/summary_text.hpp"
#include "engine/split/split_files.hpp"
#include "engine/write/commit_batch.hpp"
#include "engine/write/output_directory.hpp"
#include "engine/write/output_file.hpp"
#include "rules/registry.hpp"

namespace engine::write {
namespace {

// Every output has its name here, once.
constexpr std::array run_files{"summary.json",  "summary.txt", "findings.jsonl",   "findings.csv",
                               "answers.jsonl", "report.html", database::file_name};
constexpr std::array input_suffixes{".report.txt", ".ta1.edi", ".999.edi", ".277ca.edi", ".accepted.edi", ".rejected.edi"};
constexpr std::size_t report_suffix = 0, answer_suffix = 1, accepted_suffix = 4, rejected_suffix = 5;

// Findings of one rule outside of claims that are told of one input; more are counted.
constexpr std::uint64_t most_outside_findings = 10'000;

// What an input has.
constexpr unsigned kind_837 = 1, kind_999 = 2, kind_277ca = 4, kind_ta1 = 8;

unsigned kind_of(SetScope const& set) {
    if (set.kind == "837") return kind_837;
    if (set.support == edi::Support::none) return 0;
    return set.kind == "999" ? kind_999 : kind_277ca;
}

std::string_view kind_name(unsigned kinds) {
    switch (kinds) {
        case 0: return {};
        case kind_837: return "837";
        case kind_999: return "999";
        case kind_277ca: return "277CA";
        case kind_ta1: return "TA1";
        default: return "mixed";
    }
}

std::string output_name(InputScope const& input, std::size_t suffix) {
    return input.name + input_suffixes[suffix];
}

// Totals of one open scope, and whether an error about it rejects everything in it.
struct OpenScope {
    Tally tally;
    bool rejected = false;
    bool repeated = false;                             // a set that is rejected because it was in the run before
    std::uint64_t accepted_sets = 0, unnamed_sets = 0; // unnamed: outside of groups that a 999 could name, so only the TA1 answers them
};

} // namespace

struct BatchWriter::State {
    State(rules::Policy const& given, WriterOptions all) : policy(given), options(std::move(all)), control_numbers(options.control_number) {
        summary.program_version = SCRUB837_VERSION;
        summary.policies = policy.sources();
        if (options.waivers) summary.waived = {options.waivers, std::vector<std::uint64_t>(options.waivers->size()), 0};
        summary.notices = policy.notices();
        summary.tables = policy.tables().infos();
        summary.snip = policy.snip();
        summary.masked = options.mask;
        if (with_files() && options.page) figures.emplace(policy);
    }

    rules::Policy const& policy;
    WriterOptions options;
    report::RunSummary summary;
    std::string error;
    std::string scratch;

    OutputDirectory directory;
    CommitBatch complete{directory};             // files that wait for their names
    std::unique_ptr<OutputFile> jsonl, csv;      // of the run
    std::unique_ptr<OutputFile> answers_jsonl;   // of the run; there only when acknowledgements were read
    std::unique_ptr<database::RunDatabase> rows; // of the run; results.sqlite, unless it is not wanted
    std::unique_ptr<OutputFile> report;          // of the open input
    ack::ControlNumbers control_numbers;
    std::unique_ptr<ack::Answers> answers;          // to the open input
    std::unique_ptr<OutputFile> accepted, rejected; // of the open input, with --split
    std::unique_ptr<split::SplitFiles> split;

    std::optional<report::html::RunFigures> figures; // for report.html

    OpenScope input, interchange, group, set;
    answers::AnswerTally answered, set_answered; // of the open input and of the open set
    unsigned kinds = 0;                          // what the open input has: bits below

    bool with_files() const { return options.directory || options.memory; }
    Existing existing() const { return options.replace ? Existing::replace : Existing::refuse; }

    bool fail(std::optional<WriteError> const& what) {
        if (what && error.empty()) error = what->text();
        return !what;
    }

    void emit(std::string_view text) {
        if (text.empty()) return;
        if (with_files())
            report->append(text);
        else
            options.print(text);
    }

    // ---- findings ------------------------------------------------------------------------------------------------------------

    // Up to here the texts of the block at hand are written or passed over.
    std::size_t jsonl_at = 0, csv_at = 0;
    std::size_t rows_at = 0;                  // end of the rows of the item at hand
    std::vector<std::uint64_t> outside_found; // by rule, in the open input
    bool some_untold = false;                 // of them

    // What one item has to say, without findings outside of claims that were told often enough.
    void tell(check::CheckedItem const& result, check::CheckedBlock const& checked) {
        std::string_view const text = checked.text;
        std::size_t text_at = result.text_begin;
        for (std::uint32_t i = result.outside_begin; i < result.outside_end; ++i) {
            check::OutsideFinding const& finding = checked.outside[i];
            if (++outside_found[rules::rule_index(*finding.rule)] <= most_outside_findings) continue;
            some_untold = true;
            emit(text.substr(text_at, finding.text.begin - text_at));
            text_at = finding.text.end;
            if (!with_files()) continue;
            jsonl->append(std::string_view(checked.jsonl).substr(jsonl_at, finding.jsonl.begin - jsonl_at));
            csv->append(std::string_view(checked.csv).substr(csv_at, finding.csv.begin - csv_at));
            if (rows) rows->leave_out(finding.rows_begin, finding.rows_end);
            jsonl_at = finding.jsonl.end;
            csv_at = finding.csv.end;
        }
        emit(text.substr(text_at, result.text_end - text_at));
    }

    std::set<waivers::KnownKey> known_found; // of the baseline

    void count_waived(check::CheckedBlock const& checked) {
        for (check::KnownFinding const& waived : checked.waived) {
            ++summary.waived->found[waived.waiver];
            if ((*options.waivers)[waived.waiver].is_baseline()) known_found.insert(waived.key);
        }
        if (options.waivers) summary.waived->known_found = known_found.size();
        for (check::KnownFinding const& known : checked.known)
            if (!options.new_baseline->add(*known.rule, known.key) && error.empty())
                error = "the run has more than " + std::to_string(waivers::Baseline::most_entries) + " findings, too many for a baseline";
    }

    void tell_rest(check::CheckedBlock const& checked) {
        if (with_files()) {
            jsonl->append(std::string_view(checked.jsonl).substr(jsonl_at));
            csv->append(std::string_view(checked.csv).substr(csv_at));
            if (!checked.answers.empty()) answers_jsonl->append(checked.answers);
        }
        jsonl_at = csv_at = 0;
    }

    // Says what was found and not told.
    void tell_untold() {
        if (!some_untold) return;
        some_untold = false;
        for (rules::Rule const* rule : rules::all_rules()) {
            std::uint64_t const found = outside_found[rules::rule_index(*rule)];
            if (found <= most_outside_findings) continue;
            emit(std::string("note: ")
                     .append(rule->id)
                     .append(" ")
                     .append(rule->name)
                     .append(" was found ")
                     .append(std::to_string(found))
                     .append(" times outside of claims; the first ")
                     .append(std::to_string(most_outside_findings))
                     .append(" are told, all are counted\n"));
        }
    }

    // ---- scopes --------------------------------------------------------------------------------------------------------------

    OpenScope& innermost(Scope const& scope) { return scope.set ? set : scope.group ? group : scope.interchange ? interchange : input; }

    report::html::Around around(OpenScope const& scope) const {
        using report::html::Around;
        return &scope == &set           ? Around::set
               : &scope == &group       ? Around::group
               : &scope == &interchange ? Around::interchange
                                        : Around::input;
    }

    void close(OpenScope& inner, OpenScope& outer) {
        if (figures) figures->close(around(inner), around(outer), inner.rejected);
        if (inner.rejected) inner.tally.reject_all();
        outer.tally += inner.tally;
        if (!inner.rejected) outer.accepted_sets += inner.accepted_sets;
        outer.unnamed_sets += inner.unnamed_sets;
    }

    void item(read::Item const& from, check::CheckedItem const& result, read::Block const& block, check::CheckedBlock const& checked) {
        using read::ItemKind;
        if (from.kind == ItemKind::input_open) open_input(*from.scope.input);
        if (from.kind == ItemKind::interchange_open) open_interchange(*from.scope.interchange);
        if (from.kind == ItemKind::group_open) open_group(*from.scope.group);
        if (from.kind == ItemKind::set_open) open_set(from.scope);
        if (rows) open_in_rows(from, result.rows_begin);
        if (split) split_item(from, result, block, checked);

        innermost(from.scope).tally += result.tally;
        answered += result.answered;
        set_answered += result.answered;
        if (from.kind == ItemKind::interchange_acknowledgement) kinds |= kind_ta1;
        interchange.rejected |= result.rejects_interchange;
        group.rejected |= result.rejects_group;
        set.repeated |= result.repeats_set && !set.rejected;
        set.rejected |= result.rejects_set;
        tell(result, checked);
        if (figures) figures->add(around(innermost(from.scope)), checked.notes, static_cast<std::size_t>(&result - checked.items.data()));
        if (answers) answer_item(from, result, checked);

        rows_at = result.rows_end;
        if (from.kind == ItemKind::set_close) close_set(from.scope);
        if (from.kind == ItemKind::group_close) close_group(from);
        if (from.kind == ItemKind::interchange_close) close_interchange(from);
        if (from.kind == ItemKind::input_close) close_input(from);
    }

    void open_in_rows(read::Item const& from, std::size_t at) {
        using read::ItemKind;
        switch (from.kind) {
            case ItemKind::input_open: rows->open_input(at, *from.scope.input); break;
            case ItemKind::interchange_open: rows->open_interchange(at, from.scope); break;
            case ItemKind::group_open: rows->open_group(at, from.scope); break;
            case ItemKind::set_open: rows->open_set(at, from.scope); break;
            default: break;
        }
    }

    // What one item has for the split files; what closes a scope is told where it is closed.
    void split_item(read::Item const& from, check::CheckedItem const& result, read::Block const& block,
                    check::CheckedBlock const& checked) {
        using read::ItemKind;
        switch (from.kind) {
            case ItemKind::interchange_open: split->open_interchange(*from.scope.interchange, block.text(from.begin, from.end)); break;
            case ItemKind::group_open: split->open_group(block.text(from.begin, from.end)); break;
            case ItemKind::set_open: split->open_set(); break;
            case ItemKind::piece:
                split->add(block, std::span(checked.parts).subspan(result.parts_begin, result.parts_end - result.parts_begin));
                break;
            case ItemKind::unread: split->add_unread(block.text(from.begin, from.end), from.segments); break;
            case ItemKind::counted: split->count_unread(from.counted.claims, from.scope.set != nullptr); break;
            default: break;
        }
    }

    // A 277CA whose totals are not those of the claims that it names. A batch that is answered as a whole names none, nor does a provider, which
    // may not even count them.
    void tell_untied() {
        std::uint64_t const claims = set_answered.claims_accepted + set_answered.claims_rejected;
        bool const stated = set_answered.stated_accepted + set_answered.stated_rejected > 0;
        bool const ties = set_answered.claims_accepted == set_answered.stated_accepted && //
                          set_answered.claims_rejected == set_answered.stated_rejected;
        if (claims == 0 || !stated || ties || set_answered.uncounted_providers > 0) return;
        auto const counts = [](std::uint64_t good, std::uint64_t bad) {
            return std::to_string(good) + " accepted and " + std::to_string(bad) + " rejected";
        };
        emit("note: the totals of this 277CA say " + counts(set_answered.stated_accepted, set_answered.stated_rejected) + ", it names " +
             counts(set_answered.claims_accepted, set_answered.claims_rejected) + " claims\n");
    }

    // What one item has for the acknowledgements; what opens and closes a scope is told where it is opened and closed.
    void answer_item(read::Item const& from, check::CheckedItem const& result, check::CheckedBlock const& checked) {
        using read::ItemKind;
        auto const part = [](std::string const& text, std::uint32_t begin, std::uint32_t end) {
            return std::string_view(text).substr(begin, end - begin);
        };
        if (from.kind == ItemKind::fault && from.finding.answerable && !result.ta105.empty())
            answers->reject_unreadable_isa(*from.finding.answerable, result.ta105);
        else if (from.kind == ItemKind::fault && from.scope.interchange)
            answers->note(result.ack_999, result.ta105,
                          result.rejects_interchange                   ? ack::Rejects::interchange
                          : result.rejects_group || result.rejects_set ? ack::Rejects::part
                                                                       : ack::Rejects::nothing);
        else
            answers->append(part(checked.records, result.records_begin, result.records_end),
                            part(checked.errors_999, result.errors_begin, result.errors_end));
    }

    void open_interchange(InterchangeScope const& opened) {
        interchange = {};
        if (answers) answers->open_interchange(opened);
    }
    void open_group(GroupScope const& opened) {
        group = {};
        if (answers) answers->open_group(opened);
    }
    void open_set(Scope const& scope) {
        set = {};
        set.rejected = scope.set->support == edi::Support::none;
        set_answered = {};
        kinds |= kind_of(*scope.set);
        if (answers) answers->open_set(scope);
    }
    void close_set(Scope const& scope) {
        set.accepted_sets = 1;
        set.unnamed_sets = !scope.group || edi::set_of_group(scope.group->kind).empty() ? 1 : 0;
        close(set, scope.group ? group : interchange);
        tell_untied();
        if (set_answered.answers > 0 && scope.set->guide == edi::GuideId::claim_acknowledgement) emit("\n");
        if (rows) rows->close_set(rows_at, set.rejected);
        if (options.closed) options.closed(scope, read::ScopeLevel::set, set.rejected);
        if (split) split->close_set(set.rejected, *scope.set);
        if (answers) answers->close_set(scope, set.rejected, set.repeated, set.tally);
    }
    void close_group(read::Item const& closed) {
        close(group, interchange);
        if (rows) rows->close_group(rows_at, group.rejected);
        if (options.closed) options.closed(closed.scope, read::ScopeLevel::group, group.rejected);
        if (split) split->close_group(group.rejected, *closed.scope.group);
        if (answers) answers->close_group(group.rejected, closed.included_sets);
    }
    void close_interchange(read::Item const& closed) {
        bool const any = interchange.tally.sets > 0;
        if (any && interchange.unnamed_sets == interchange.tally.sets && interchange.accepted_sets == 0) interchange.rejected = true;
        close(interchange, input);
        if (rows) rows->close_interchange(rows_at, interchange.rejected);
        if (options.closed) options.closed(closed.scope, read::ScopeLevel::interchange, interchange.rejected);
        if (split) split->close_interchange(interchange.rejected);
        if (answers) answers->close_interchange(interchange.rejected, closed.answers_only);
    }

    // ---- inputs --------------------------------------------------------------------------------------------------------------

    void open_input(InputScope const& opened) {
        input = {};
        answered = {};
        kinds = 0;
        outside_found.assign(rules::all_rules().size(), 0);
        if (!with_files()) return;
        report = std::make_unique<OutputFile>(directory, output_name(opened, report_suffix), existing());
        ack::Answers::Names names;
        for (std::size_t kind = 0; kind < names.size(); ++kind) names[kind] = output_name(opened, answer_suffix + kind);
        answers = std::make_unique<ack::Answers>(ack::AnswerOptions{options.processed, &control_numbers}, directory, names, existing());
        if (options.split) open_split(opened);
        if (!report->open()) fail(report->error());
        scratch.clear();
        report::append_report_head(opened, summary, scratch);
        report->append(scratch);
    }

    void open_split(InputScope const& opened) {
        accepted = std::make_unique<OutputFile>(directory, output_name(opened, accepted_suffix), existing());
        rejected = std::make_unique<OutputFile>(directory, output_name(opened, rejected_suffix), existing());
        split = std::make_unique<split::SplitFiles>(directory, *accepted, *rejected);
    }

    // The counts of the split files, which must tie with the tally.
    void count_split(read::Item const& closed, report::InputSummary& done) {
        done.split = split->counts();
        done.split->outside_bytes = closed.outside_bytes;
        if (!summary.split) summary.split.emplace();
        *summary.split += *done.split;
        bool const ties = done.split->accepted == done.tally.accepted && done.split->rejected + done.split->neither == done.tally.rejected;
        for (auto const& failed : {split->error(), accepted->error(), rejected->error()}) fail(failed);
        if (!ties && error.empty())
            error =
                "internal error: the split files of " + closed.scope.input->name + " do not add up to their input; they were not written";
    }

    void close_split() {
        split.reset();
        fail(complete.add(std::move(*accepted)));
        fail(complete.add(std::move(*rejected)));
        accepted.reset();
        rejected.reset();
    }

    // The text of a packed input that is damaged was read, but whether a byte of it is right shows at its end only: nobody is answered, and no claim goes on.
    void leave_out_answers(report::InputSummary& done) {
        answers.reset();
        if (!split) return;
        done.split = split->counts();
        done.split->accepted = done.split->rejected = 0;
        done.split->neither = done.split->damaged = done.tally.claims;
        if (!summary.split) summary.split.emplace();
        *summary.split += *done.split;
        split.reset();
        accepted.reset();
        rejected.reset();
    }

    void close_input(read::Item const& closed) {
        report::InputSummary& done = summary.inputs.emplace_back();
        done.path = closed.scope.input->path;
        done.bytes = closed.input_bytes;
        done.sha256 = closed.sha256;
        done.readable = closed.unreadable.empty();
        done.reason = closed.unreadable;
        done.packing = unpack::packing_name(closed.packing);
        done.unpacked_bytes = closed.unpacked_bytes;
        if (closed.scope.input->member.archive) done.archive = closed.scope.input->file();
        done.damaged = closed.damaged;
        if (closed.damaged) input.tally.reject_all();
        if (figures) figures->close(report::html::Around::input, report::html::Around::run, closed.damaged);
        if (options.closed) options.closed(closed.scope, read::ScopeLevel::input, closed.damaged);
        done.tally = input.tally;
        done.kind = kind_name(kinds);
        done.answered = answered;
        summary.answered += answered;
        summary.totals += done.tally;
        summary.bytes += done.bytes;
        tell_untold();
        if (!with_files()) return;
        if (rows) rows->close_input(rows_at, done);
        if (closed.damaged) leave_out_answers(done);
        if (split) count_split(closed, done);
        scratch.clear();
        report::append_report_end(done, scratch);
        report->append(scratch);
        if (answers && answers->totals_differ() && error.empty())
            error = "internal error: the 277CA of " + closed.scope.input->name + " does not add up to its input; it was not written";
        if (answers) fail(answers->error());
        if (!error.empty()) return;
        fail(complete.add(std::move(*report)));
        report.reset();
        if (answers)
            for (OutputFile& file : answers->files())
                if (file.bytes() > 0) fail(complete.add(std::move(file))); // an answer that was taken back leaves none
        answers.reset();
        if (split) close_split();
    }

    // ---- the run -------------------------------------------------------------------------------------------------------------

    // Is there something in the output directory, or may there be?
    bool directory_exists() const {
        struct stat status {};
        return options.directory && (::lstat(options.directory->c_str(), &status) == 0 || errno != ENOENT);
    }

    template <class Visit>
    void each_output(std::span<InputScope const> inputs, Visit&& visit) const {
        for (char const* name : run_files) visit(std::string(name));
        for (InputScope const& each : inputs)
            for (std::size_t suffix = 0; suffix < input_suffixes.size(); ++suffix) visit(output_name(each, suffix));
    }

    bool open(std::span<InputScope const> inputs) {
        if (!with_files()) return true;
        if (options.memory)
            directory.open_in_memory(*options.memory);
        else if (!fail(directory.open(*options.directory)))
            return false;
        if (options.replace && !options.memory)
            each_output(inputs, [&](std::string const& name) {
                std::string const path = directory.path() + "/" + name;
                if (::unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) fail(WriteError{errno, path, "replace"});
            });
        if (!error.empty()) return false;
        jsonl = std::make_unique<OutputFile>(directory, "findings.jsonl", existing());
        csv = std::make_unique<OutputFile>(directory, "findings.csv", existing());
        answers_jsonl = std::make_unique<OutputFile>(directory, "answers.jsonl", existing());
        if (!jsonl->open()) return fail(jsonl->error());
        if (!csv->open()) return fail(csv->error());
        if (options.database) rows = std::make_unique<database::RunDatabase>(policy, directory, existing());
        if (rows && !rows->open()) return fail_rows();
        report::append_csv_header(scratch);
        csv->append(scratch);
        return true;
    }

    // The database says for itself what went wrong.
    bool fail_rows() {
        if (error.empty()) error = rows->error();
        return false;
    }

    bool finish_rows() {
        if (!rows) return true;
        if (!rows->finish(summary, options.processed)) return fail_rows();
        return fail(complete.add(std::move(rows->file())));
    }

    bool add_whole(char const* name, std::string const& text) {
        OutputFile file(directory, name, existing());
        file.append(text);
        return fail(complete.add(std::move(file)));
    }

    bool add_page() {
        if (!figures) return true;
        if (!figures->ties(summary.totals)) error = "internal error: report.html does not add up to the summary; it was not written";
        if (!error.empty()) return false;
        OutputFile file(directory, "report.html", existing());
        report::html::write_page(summary, *figures, {options.processed, options.database, options.mask},
                                 [&](std::string_view part) { file.append(part); });
        return fail(complete.add(std::move(file)));
    }

    // The summary comes last: where it is, everything else is.
    bool finish() {
        if (!error.empty()) return false;
        if (!with_files()) return true;
        return fail(complete.add(std::move(*jsonl))) && fail(complete.add(std::move(*csv))) &&
               fail(complete.add(std::move(*answers_jsonl))) && finish_rows() && add_whole("summary.txt", report::summary_text(summary)) &&
               add_page() && fail(complete.commit()) && add_whole("summary.json", report::summary_json(summary)) &&
               fail(complete.commit()) && fail(directory.sync());
    }

    bool healthy() {
        if (!with_files()) return true;
        fail(jsonl->error());
        fail(csv->error());
        fail(answers_jsonl->error());
        if (report) fail(report->error());
        if (answers) fail(answers->error());
        if (accepted) fail(accepted->error());
        if (rejected) fail(rejected->error());
        if (split) fail(split->error());
        if (rows && rows->failed()) fail_rows();
        return error.empty();
    }
};

BatchWriter::BatchWriter(rules::Policy const& policy, WriterOptions options)
    : state_(std::make_unique<State>(policy, std::move(options))) {}
BatchWriter::~BatchWriter() = default;

std::vector<std::string> BatchWriter::in_the_way(std::span<InputScope const> inputs, std::size_t limit) const {
    std::vector<std::string> found;
    if (!state_->directory_exists()) return found;
    state_->each_output(inputs, [&](std::string const& name) {
        struct stat status {};
        std::string const path = *state_->options.directory + "/" + name;
        if (found.size() < limit && ::lstat(path.c_str(), &status) == 0) found.push_back(path);
    });
    return found;
}

std::string BatchWriter::input_among_outputs(std::span<InputScope const> inputs) const {
    std::string found;
    if (!state_->directory_exists()) return found;
    std::set<std::pair<dev_t, ino_t>> read;
    struct stat status {};
    for (InputScope const& each : inputs)
        if (::stat(each.file().c_str(), &status) == 0) read.emplace(status.st_dev, status.st_ino);
    state_->each_output(inputs, [&](std::string const& name) {
        std::string const path = *state_->options.directory + "/" + name;
        if (found.empty() && ::lstat(path.c_str(), &status) == 0 && read.count({status.st_dev, status.st_ino})) found = path;
    });
    return found;
}

bool BatchWriter::open(std::span<InputScope const> inputs) {
    return state_->open(inputs);
}

bool BatchWriter::write(read::Block const& block, check::CheckedBlock& checked) {
    State& state = *state_;
    if (!state.error.empty()) return false;
    for (std::size_t i = 0; i < block.items.size(); ++i) {
        state.item(block.items[i], checked.items[i], block, checked);
        if (!state.error.empty()) return false;
    }
    state.tell_rest(checked);
    state.count_waived(checked);
    if (state.rows) state.rows->take(checked.rows);
    return state.healthy();
}

void BatchWriter::note(report::ComparedClaims const& compared) {
    state_->summary.compared = compared;
}

bool BatchWriter::finish() {
    return state_->finish();
}
report::RunSummary const& BatchWriter::summary() const {
    return state_->summary;
}
std::string const& BatchWriter::error() const {
    return state_->error;
}

} // namespace engine::write
