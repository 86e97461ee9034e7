#include "engine/ack/answer_999.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "edi/envelope/kinds.hpp"
#include "edi/text/digits.hpp"
#include "engine/ack/answer_delimiters.hpp"
#include "engine/ack/record_bytes.hpp"
#include "engine/ack/records_999.hpp"
#include "engine/ack/segment_writer.hpp"
#include "engine/ack/spooled_frames.hpp"

namespace engine::ack {
namespace {

constexpr std::string_view version = "005010X231A1";
constexpr std::size_t set_number_least = 4, set_number_most = 9, group_number_most = 9, version_most = 35, group_version_most = 12;
constexpr std::uint64_t most_sets = 999'999; ///< AK902 to AK904 have six digits

/// Up to five distinct codes in the order in which they were found.
class ErrorCodes {
public:
    void add(std::string_view code) {
        auto const end = codes_.begin() + static_cast<std::ptrdiff_t>(count_);
        if (count_ < codes_.size() && std::find(codes_.begin(), end, code) == end) codes_[count_++] = code;
    }
    bool empty() const { return count_ == 0; }
    void clear() { count_ = 0; }
    /// "*5*I5"
    std::string text() const {
        std::string text;
        for (std::size_t i = 0; i < count_; ++i) text.append("*").append(codes_[i]);
        return text;
    }

private:
    std::array<std::string_view, 5> codes_{}; // of rules, or constants
    std::size_t count_ = 0;
};

/// 997, 999, and a 277CA that is read. A 277 of another guide is none.
bool is_acknowledgement(SetScope const& set) {
    bool const is_read = set.support != edi::Support::none && !edi::guide(set.guide).has_claims;
    return set.kind == "997" || set.kind == "999" || is_read;
}

} // namespace

struct Answer999::State {
    State(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& output)
        : processed(options.processed), control_numbers(*options.control_numbers), spool(directory, options.spool_memory), file(output) {}

    // -- the open set ------------------------------------------------------------------------------------------------------------------

    /// A record of the open set; `begin` is where its segments begin in kept_text.
    struct Kept {
        ErrorHead999 head;
        std::size_t begin = 0, length = 0;
    };

    void take(std::string_view fields) {
        FieldReader reader(fields);
        auto const head = reader.number<ErrorHead999>();
        if (head.kinds & set_number_999) set_codes.add("7");
        if (head.kinds & set_version_999) set_codes.add("19");
        if (head.kinds & standard_error_999) set_codes.add("5");
        if (head.kinds & guide_error_999) set_codes.add("I5");
        kept_full = kept_full || kept.size() >= most_segment_errors || kept_elements + head.elements > most_element_errors;
        if (kept_full) return;
        kept_elements += head.elements;
        kept.push_back({head, kept_text.size(), reader.rest().size()});
        kept_text.append(reader.rest());
    }

    void write_errors(SegmentWriter& segments) {
        std::stable_sort(kept.begin(), kept.end(), [](Kept const& a, Kept const& b) {
            return a.head.position != b.head.position ? a.head.position < b.head.position : a.head.rank < b.head.rank;
        });
        std::string_view last_head;
        for (Kept const& each : kept) {
            std::string_view text = std::string_view(kept_text).substr(each.begin, each.length);
            std::string_view const head = text.substr(0, each.head.head_length);
            std::uint32_t count = each.head.segments;
            // What was found of the elements of one segment at different times is told in one.
            if (each.head.rank == elements_999 && head == last_head) {
                text.remove_prefix(head.size());
                count -= each.head.head_segments;
            }
            last_head = head;
            segments.copy(text, count);
        }
    }

    void close_set(bool rejected) {
        set_open = false;
        char const verdict = rejected ? 'R' : set_codes.empty() ? 'A' : 'E';
        ++received;
        rejected_sets += rejected ? 1 : 0;
        erroneous_sets += verdict == 'E' ? 1 : 0;
        if (silent) return;
        std::string const codes = set_codes.text();
        scratch.clear();
        std::size_t const frame = begin_frame(RecordKind::answered_set, scratch);
        std::size_t const head_at = scratch.size();
        put_number(VerdictHead999{}, scratch);
        scratch.append(codes);
        SegmentWriter segments(scratch, delimiters);
        // A number that is too long is not made into one that nobody has sent; IK502 says what is wrong.
        std::string_view const sent = set_number.size() > set_number_most ? std::string_view() : set_number;
        segments.open("AK2").element(set_kind).echo(sent, set_number_most, "0000", set_number_least);
        segments.echo(set_version, version_most).close();
        write_errors(segments);
        segments.finish();
        VerdictHead999 const head{.verdict = static_cast<std::uint32_t>(verdict),
                                  .codes_length = static_cast<std::uint32_t>(codes.size()),
                                  .segments = segments.count()};
        std::memcpy(scratch.data() + head_at, &head, sizeof head);
        end_frame(frame, scratch);
        spool.append(scratch);
    }

    void forget_set() {
        set_codes.clear();
        kept.clear();
        kept_text.clear();
        kept_elements = 0;
        kept_full = false;
    }

    // -- the group ---------------------------------------------------------------------------------------------------------------------

    void close_group(bool rejected, std::uint64_t included) {
        group_open = false;
        if (silent) return;
        if (groups == 0) {
            interchange_begin = file.bytes();
            control_number = control_numbers.take();
            write_isa(interchange, processed, control_number, out);
        }
        if (groups == 0 || parties != group_parties) {
            write_group_end();
            parties = group_parties;
            write_gs({"FA", version, ++groups}, parties, interchange, processed, out);
        }
        ++sets;
        ++sets_in_group;
        write_set(rejected, included);
    }

    void write_set(bool rejected, std::uint64_t included) {
        std::string const number = digits(sets, 4);
        std::uint64_t segments = 4; // ST, AK1, AK9, SE
        {
            SegmentWriter head(out, delimiters);
            head.open("ST*999").element(number).element(version).close();
            head.open("AK1").element(group_kind).element(group_number);
            head.echo(group_version.size() > group_version_most ? unknown : group_version, group_version_most, unknown).close();
        }
        hand_over();
        each_frame(spool, read_buffer, [&](Frame const& frame) {
            FieldReader reader(frame.fields);
            auto const head = reader.number<VerdictHead999>();
            // The group's error is none of theirs, and no code of a set says so: AK9 rejects them.
            if (rejected && head.verdict == 'A') return;
            std::string_view const codes = reader.bytes(head.codes_length);
            file.append(reader.rest());
            char const verdict = rejected ? 'R' : static_cast<char>(head.verdict);
            SegmentWriter(out, delimiters).open("IK5").element({&verdict, 1}).elements(codes).close();
            hand_over();
            segments += head.segments + 1;
        });
        {
            SegmentWriter end(out, delimiters);
            char const verdict = verdict_of_group(rejected);
            std::uint64_t const accepted = rejected ? 0 : received - rejected_sets;
            end.open("AK9").element({&verdict, 1});
            for (std::uint64_t const count : {included, received, accepted}) end.number(std::min(count, most_sets));
            end.elements(group_codes.text()).close();
            end.open("SE").number(segments).element(number).close();
        }
        hand_over();
    }

    char verdict_of_group(bool rejected) const {
        if (rejected || (received > 0 && rejected_sets == received)) return 'R';
        return rejected_sets > 0 ? 'P' : erroneous_sets > 0 ? 'E' : 'A';
    }

    void write_group_end() {
        if (sets_in_group > 0) write_ge(sets_in_group, groups, delimiters, out);
        sets_in_group = 0;
    }

    // -- the interchange ---------------------------------------------------------------------------------------------------------------

    void close_interchange(bool rejected) {
        if (groups > 0 && !rejected) {
            write_group_end();
            write_iea(groups, control_number, delimiters, out);
            hand_over();
            groups = 0;
        }
        begin_interchange();
    }

    /// An answer that was begun and not ended is taken back.
    void begin_interchange() {
        if (groups > 0) {
            out.clear();
            file.truncate(interchange_begin);
            control_numbers.give_back(control_number);
        }
        groups = sets = sets_in_group = 0;
        group_open = set_open = false;
    }

    void hand_over() {
        file.append(out);
        out.clear();
    }

    // Of the run.
    edi::Day processed;
    ControlNumbers& control_numbers;
    write::Spool spool; ///< of the open group
    write::OutputFile& file;

    // Of the open interchange.
    InterchangeScope interchange;
    edi::Delimiters delimiters; ///< of the answer
    std::uint32_t control_number = 0;
    std::uint64_t interchange_begin = 0; ///< in the file
    GroupParties parties;                ///< of the group of our answer that is being written
    std::uint64_t groups = 0, sets = 0, sets_in_group = 0;

    // Of the open group.
    bool group_open = false;
    bool silent = false; ///< it is, or holds, an acknowledgement
    GroupParties group_parties;
    std::string group_kind, group_number, group_version;
    ErrorCodes group_codes;
    std::uint64_t received = 0, rejected_sets = 0, erroneous_sets = 0;

    // Of the open set.
    bool set_open = false;
    std::string set_kind, set_number, set_version;
    ErrorCodes set_codes;
    std::vector<Kept> kept;
    std::string kept_text;
    std::uint64_t kept_elements = 0;
    bool kept_full = false;

    // Of the rendering.
    std::string out, scratch, read_buffer;
};

Answer999::Answer999(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& file)
    : state_(std::make_unique<State>(options, directory, file)) {}

Answer999::~Answer999() {
    state_->begin_interchange();
}

void Answer999::open_interchange(InterchangeScope const& interchange) {
    state_->begin_interchange();
    state_->interchange = interchange;
    state_->delimiters = answer_delimiters(interchange.delimiters);
}

void Answer999::open_group(GroupScope const& group) {
    State& state = *state_;
    state.group_open = true;
    state.silent = group.kind == "FA" || edi::set_of_group(group.kind).empty();
    state.group_parties = parties_of(group, state.delimiters);
    state.group_kind = group.kind;
    // One that is no number is not made into one that nobody has sent; AK905 says that it is none.
    bool const number = group.control_number.size() <= group_number_most && edi::all_digits(group.control_number);
    state.group_number = number ? group.control_number : "0";
    state.group_version = group.version;
    state.group_codes.clear();
    state.received = state.rejected_sets = state.erroneous_sets = 0;
    state.spool.clear();
}

void Answer999::open_set(SetScope const& set) {
    State& state = *state_;
    state.set_open = state.group_open;
    if (!state.set_open) return;
    // What no set can be called is called what belongs into the group.
    bool const has_name = !edi::group_of_set(set.kind).empty();
    state.set_kind = has_name ? std::string_view(set.kind) : edi::set_of_group(state.group_kind);
    state.set_number = set.control_number;
    state.set_version = set.version;
    state.silent |= is_acknowledgement(set);
    state.forget_set();
    if (!has_name) state.set_codes.add("6");
    // Also where a policy does not want to hear of it: the claims are rejected all the same.
    if (set.support == edi::Support::none) state.set_codes.add(set.kind == "837" ? "I6" : "1");
}

void Answer999::append(std::string_view records) {
    if (!state_->set_open) return;
    for (Frame frame = first_frame(records); frame.whole; frame = first_frame(records)) {
        state_->take(frame.fields);
        records.remove_prefix(frame.length);
    }
}

void Answer999::note(std::string_view code) {
    State& state = *state_;
    auto const is = [&](std::string_view element) { return code.starts_with(element); };
    if (is("IK502:") && state.set_open) state.set_codes.add(code.substr(6));
    if (is("AK905:") && state.group_open) state.group_codes.add(code.substr(6));
}

void Answer999::close_set(bool rejected) {
    if (state_->set_open) state_->close_set(rejected);
}

void Answer999::close_group(bool rejected, std::uint64_t included_sets) {
    if (state_->group_open) state_->close_group(rejected, included_sets);
}

void Answer999::close_interchange(bool rejected) {
    state_->close_interchange(rejected);
}

std::optional<write::WriteError> const& Answer999::error() const {
    return state_->spool.error();
}

} // namespace engine::ack
