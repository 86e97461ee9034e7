#include "engine/ack/answer_277.hpp"

#include <array>
#include <vector>

#include "engine/ack/record_bytes.hpp"
#include "engine/ack/segment_writer.hpp"

namespace engine::ack {
namespace {

constexpr std::string_view version = "005010X214";
constexpr std::string_view midnight = "0000";
constexpr std::string_view unknown = "UNKNOWN";
constexpr std::string_view unknown_provider = "NM1*85*2*UNKNOWN*****SV*UNKNOWN~\n";
constexpr std::string_view rejected_set_status = "A3:684"; ///< see the 999: no claim of the set was looked at
constexpr std::string_view default_trace = "0";            ///< TRN02 where there is nothing to trace
constexpr std::size_t name_most = 60, first_name_most = 35, id_most = 80, reference_most = 50;
constexpr std::size_t isa_id_width = 15, id_least = 2; ///< GS02, GS03 and NM109 have two characters or more
constexpr std::size_t read_size = 1u << 20;            ///< of the spool at a time
constexpr std::size_t write_size = 64u << 10;          ///< handed to the file at a time

/// The sum of amounts; overflow wraps around instead of being undefined (amounts of 10^16 dollars are somebody's joke).
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

struct Totals {
    std::uint64_t accepted = 0, rejected = 0;
    std::int64_t charges_accepted = 0, charges_rejected = 0;

    void count(bool is_accepted, std::int64_t charge) {
        (is_accepted ? accepted : rejected) += 1;
        std::int64_t& charges = is_accepted ? charges_accepted : charges_rejected;
        charges = sum(charges, charge);
    }
    void reject_all() {
        rejected += accepted;
        charges_rejected = sum(charges_rejected, charges_accepted);
        accepted = 0;
        charges_accepted = 0;
    }
    std::int64_t charges() const { return sum(charges_accepted, charges_rejected); }
    friend bool operator==(Totals const&, Totals const&) = default;
};

Totals totals_of(Tally const& tally) {
    return {tally.accepted, tally.rejected, tally.charges_accepted, tally.charges_rejected};
}

/// What is known of a set only when it is complete, but said before its claims.
struct SetFacts {
    Totals totals;
    bool rejected = false;
    bool receiver_is_payer = false; ///< the first claim's payer has the id of the 837's receiver: the answer comes from the payer itself
};

/// Field of the 837's header that the answer names; views into the frame that is being read are copied, because the frame goes away.
struct HeaderFacts {
    std::string reference, submitter_type, submitter_name, submitter_first_name, submitter_id, receiver_name, receiver_id;

    void read(std::string_view fields) {
        FieldReader reader(fields);
        for (std::string* text :
             {&reference, &submitter_type, &submitter_name, &submitter_first_name, &submitter_id, &receiver_name, &receiver_id})
            text->assign(reader.text());
    }
    void clear() {
        for (std::string* text :
             {&reference, &submitter_type, &submitter_name, &submitter_first_name, &submitter_id, &receiver_name, &receiver_id})
            text->clear();
    }
};

/// The first of `texts` of which something is left when it is cleaned.
std::string_view first_usable(std::initializer_list<std::string_view> texts, std::size_t least = 1) {
    std::string clean;
    for (std::string_view const text : texts) {
        clean.clear();
        if (append_clean(text, id_most, clean) && clean.size() >= least) return text;
    }
    return unknown;
}

std::string digits(std::uint64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::uint32_t as_control_number(std::uint64_t value) {
    auto const number = static_cast<std::uint32_t>(value % 1'000'000'000);
    return number == 0 ? 1 : number;
}

} // namespace

struct Answer277::State {
    State(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& output)
        : processed(options.processed), control_number(as_control_number(options.control_number)), spool(directory), file(output) {}

    // -- taking in --------------------------------------------------------------------------------------------------------------

    /// A frame of texts, straight into the spool.
    void note(RecordKind kind, std::initializer_list<std::string_view> texts) {
        scratch.clear();
        std::size_t const frame = begin_frame(kind, scratch);
        for (std::string_view const text : texts) put_text(text, scratch);
        end_frame(frame, scratch);
        spool.append(scratch);
    }

    void take(std::string_view record, Frame const& frame) {
        switch (frame.kind) {
            case RecordKind::header: {
                HeaderFacts facts;
                facts.read(frame.fields);
                receiver_id = facts.receiver_id;
                spool.append(record);
                break;
            }
            case RecordKind::provider: provider = FieldReader(frame.fields).text(); break;
            case RecordKind::claim: take_claim(record, frame.fields); break;
            default: break; // the assembly's own kinds do not come from outside
        }
    }

    /// A provider is noted with its first claim, so that none without claims is named, and once for all claims in a row.
    void take_claim(std::string_view record, std::string_view fields) {
        std::string_view const name = provider.empty() ? unknown_provider : std::string_view(provider);
        if (set_has_no_claims || name != noted_provider) {
            noted_provider = name;
            note(RecordKind::provider, {noted_provider});
            providers.emplace_back();
        }
        FieldReader reader(fields);
        auto const charge = reader.number<std::int64_t>();
        bool const accepted = reader.number<std::uint8_t>() != 0;
        reader.number<std::uint32_t>();
        std::string_view const payer = reader.text();
        if (set_has_no_claims) sets.back().receiver_is_payer = !payer.empty() && (payer == receiver_id || payer == interchange.receiver);
        sets.back().totals.count(accepted, charge);
        providers.back().count(accepted, charge);
        set_has_no_claims = false;
        spool.append(record);
    }

    // -- rendering: the frames of the interchange in their order --------------------------------------------------------------------

    void render() {
        out.clear();
        write_isa();
        next_set = next_provider = 0;
        groups = sets_in_group = 0;
        std::string buffer;
        for (std::uint64_t at = 0; at < spool.bytes();) {
            std::string_view const bytes = spool.read(at, read_size, buffer);
            std::size_t used = 0;
            Frame frame = first_frame(bytes);
            while (frame.whole) {
                render_frame(frame);
                used += frame.length;
                frame = first_frame(bytes.substr(used));
            }
            at += used;
            if (used > 0) continue;
            Frame const large = first_frame(spool.read(at, frame.length, buffer));
            if (!large.whole) break; // the spool has failed: error() tells
            render_frame(large);
            at += large.length;
        }
        write_group_end();
        SegmentWriter(out).open("IEA").number(groups).element(digits(control_number, 9)).close();
        hand_over();
    }

    void hand_over() {
        file.append(out);
        out.clear();
    }

    void render_frame(Frame const& frame) {
        switch (frame.kind) {
            case RecordKind::group: write_group(frame.fields); break;
            case RecordKind::set: begin_set(frame.fields); break;
            case RecordKind::header: header.read(frame.fields); break;
            case RecordKind::provider: write_provider(frame.fields); break;
            case RecordKind::claim: write_claim(frame.fields); break;
            case RecordKind::set_end: write_set_end(); break;
        }
        if (out.size() > write_size) hand_over();
    }

    void append_padded(std::string_view text) {
        std::size_t const begin = out.size();
        append_clean(text, isa_id_width, out);
        out.append(isa_id_width - (out.size() - begin), ' ');
    }

    /// ISA05 and ISA07 are two characters; anything else becomes "mutually defined".
    void append_qualifier(std::string_view text) {
        std::size_t const begin = out.size();
        append_clean(text, 2, out);
        if (out.size() - begin == 2) return;
        out.resize(begin);
        out.append("ZZ");
    }

    /// Fixed widths, so it is written by hand: the received interchange's two sides change places.
    void write_isa() {
        char day[16];
        std::string_view const date(day, static_cast<std::size_t>(edi::write_day(day, processed) - day));
        out.append("ISA*00*          *00*          *");
        append_qualifier(interchange.receiver_qualifier);
        out.push_back('*');
        append_padded(first_usable({interchange.receiver}));
        out.push_back('*');
        append_qualifier(interchange.sender_qualifier);
        out.push_back('*');
        append_padded(first_usable({interchange.sender}));
        out.append("*").append(date.substr(2)).append("*").append(midnight).append("*^*00501*");
        out.append(digits(control_number, 9)).append("*0*").append(interchange.usage == "T" ? "T" : "P").append("*:~\n");
    }

    void write_group(std::string_view fields) {
        write_group_end();
        FieldReader reader(fields);
        group_sender = reader.text();
        group_receiver = reader.text();
        ++groups;
        SegmentWriter segments(out);
        segments.open("GS").element("HN");
        segments.echo(first_usable({group_receiver, interchange.receiver}, id_least), isa_id_width);
        segments.echo(first_usable({group_sender, interchange.sender}, id_least), isa_id_width);
        segments.day(processed).element(midnight).number(groups).element("X").element(version).close();
    }

    void write_group_end() {
        if (sets_in_group == 0) return;
        SegmentWriter(out).open("GE").number(sets_in_group).number(groups).close();
        sets_in_group = 0;
    }

    void begin_set(std::string_view fields) {
        received_set_number = FieldReader(fields).text();
        header.clear();
        head_written = false;
        written_patient.clear();
        segment_count = 0;
        levels = 0;
        ++sets_in_group;
    }

    std::string set_number() const { return digits(next_set + 1, 4); }

    void write_level(std::uint64_t parent, std::string_view code, std::string_view child) {
        ++levels;
        SegmentWriter segments(out);
        segments.open("HL").number(levels);
        if (parent == 0)
            segments.empty(1);
        else
            segments.number(parent);
        segments.element(code).element(child).close();
        segment_count += segments.count();
    }

    void write_totals(Totals const& totals, std::string_view accepted_code, std::string_view rejected_code, SegmentWriter& segments) {
        if (totals.accepted > 0) segments.open("QTY").element(accepted_code).number(totals.accepted).close();
        if (totals.rejected > 0) segments.open("QTY").element(rejected_code).number(totals.rejected).close();
        if (totals.accepted > 0) segments.open("AMT").element("YU").money(totals.charges_accepted).close();
        if (totals.rejected > 0) segments.open("AMT").element("YY").money(totals.charges_rejected).close();
    }

    /// ST to the end of the receiver's level; once per set, when everything of the 837's header is known.
    void write_set_head() {
        if (head_written) return;
        head_written = true;
        SetFacts const& set = sets[next_set];
        std::string const reference = digits(control_number, 9) + "-" + set_number();
        SegmentWriter segments(out);
        segments.open("ST").element("277").element(set_number()).element(version).close();
        segments.open("BHT").element("0085").element("08").element(reference).day(processed).element(midnight).element("TH").close();
        segment_count += segments.count();
        write_source(set, reference);
        write_receiver(set);
    }

    /// 2000A: we, who answer.
    void write_source(SetFacts const& set, std::string_view reference) {
        write_level(0, "20", "1");
        std::string_view const id = first_usable({header.receiver_id, group_receiver, interchange.receiver}, id_least);
        SegmentWriter segments(out);
        segments.open("NM1").element(entity(set)).element("2").echo(first_usable({header.receiver_name, id}), name_most).empty(4);
        segments.element("46").echo(id, id_most).close();
        segments.open("TRN").element("1").element(reference).close();
        segments.open("DTP").element("050").element("D8").day(processed).close();
        segments.open("DTP").element("009").element("D8").day(processed).close();
        segment_count += segments.count();
    }

    static std::string_view entity(SetFacts const& set) { return set.receiver_is_payer ? "PR" : "AY"; }

    /// 2000B: the submitter, who gets the answer, with the verdict on the set as a whole.
    void write_receiver(SetFacts const& set) {
        Totals totals = set.totals;
        if (set.rejected) totals.reject_all();
        bool const has_providers = !set.rejected && totals.accepted + totals.rejected > 0;
        write_level(1, "21", has_providers ? "1" : "0");
        std::string_view const id = first_usable({header.submitter_id, group_sender, interchange.sender}, id_least);
        bool const person = header.submitter_type == "1";
        SegmentWriter segments(out);
        segments.open("NM1").element("41").element(person ? "1" : "2").echo(first_usable({header.submitter_name, id}), name_most);
        segments.echo(person ? header.submitter_first_name : std::string_view(), first_name_most).empty(3);
        segments.element("46").echo(id, id_most).close();
        segments.open("TRN").element("2").echo(first_usable({header.reference, received_set_number}), reference_most).close();
        std::string status(rejected_set_status);
        if (!set.rejected) status.assign("A1:19:").append(entity(set));
        segments.open("STC").element(status).day(processed).element(set.rejected ? "U" : "WQ").money(totals.charges()).close();
        write_totals(totals, "90", "AA", segments);
        segment_count += segments.count();
        receiver_level = levels;
    }

    /// 2000C: one billing provider of the set.
    void write_provider(std::string_view fields) {
        write_set_head();
        Totals const& totals = providers[next_provider++];
        if (sets[next_set].rejected) return;
        written_patient.clear();
        write_level(receiver_level, "19", "1");
        provider_level = levels;
        out.append(FieldReader(fields).text());
        std::string const status = std::string("A1:19:").append(entity(sets[next_set]));
        SegmentWriter segments(out);
        segments.open("TRN").element("1").element(default_trace).close();
        segments.open("STC").element(status).empty(1).element("WQ").money(totals.charges()).close();
        write_totals(totals, "QA", "QC", segments);
        segment_count += segments.count() + 1;
    }

    /// 2000D: neighbouring claims of one patient share the patient's level.
    void write_claim(std::string_view fields) {
        if (sets[next_set].rejected) return;
        FieldReader reader(fields);
        reader.number<std::int64_t>();
        reader.number<std::uint8_t>();
        auto const count = reader.number<std::uint32_t>();
        reader.text();
        std::string_view const patient = reader.text();
        if (patient != written_patient) {
            write_level(provider_level, "PT", {});
            out.append(patient);
            written_patient = patient;
            ++segment_count;
        }
        out.append(reader.text());
        segment_count += count;
    }

    void write_set_end() {
        write_set_head();
        ++segment_count;
        SegmentWriter(out).open("SE").number(segment_count).element(set_number()).close();
        ++next_set;
    }

    // Of the run.
    edi::Day processed;
    std::uint32_t control_number;
    write::Spool spool;
    write::OutputFile& file;
    bool totals_differ = false;

    // Of the open interchange, group and set.
    InterchangeScope interchange;
    std::array<std::string, 2> group_parties; ///< GS02, GS03 of the open group
    bool group_noted = false;
    bool set_open = false; ///< an 837 set is open
    bool set_has_no_claims = true;
    std::size_t group_first_set = 0;
    std::vector<SetFacts> sets;
    std::vector<Totals> providers;
    std::string provider, noted_provider, receiver_id, scratch;

    // Of the rendering.
    std::string out;
    HeaderFacts header;
    std::string received_set_number, group_sender, group_receiver, written_patient;
    bool head_written = false;
    std::size_t next_set = 0, next_provider = 0;
    std::uint64_t groups = 0, sets_in_group = 0, levels = 0, receiver_level = 0, provider_level = 0, segment_count = 0;
};

Answer277::Answer277(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& file)
    : state_(std::make_unique<State>(options, directory, file)) {}

Answer277::~Answer277() = default;

void Answer277::open_interchange(InterchangeScope const& interchange) {
    State& state = *state_;
    state.interchange = interchange;
    state.group_parties = {};
    state.group_noted = false;
    state.group_first_set = 0;
    state.sets.clear();
    state.providers.clear();
    state.spool.clear();
}

void Answer277::open_group(GroupScope const& group) {
    state_->group_parties = {group.sender, group.receiver};
    state_->group_noted = false;
    state_->group_first_set = state_->sets.size();
}

void Answer277::open_set(SetScope const& set) {
    State& state = *state_;
    state.set_open = set.kind == "837";
    if (!state.set_open) return;
    if (!state.group_noted) state.note(RecordKind::group, {state.group_parties[0], state.group_parties[1]});
    state.group_noted = true;
    state.note(RecordKind::set, {set.control_number});
    state.sets.emplace_back();
    state.set_has_no_claims = true;
    state.provider.clear();
    state.receiver_id.clear();
}

void Answer277::append(std::string_view records) {
    if (!state_->set_open) return;
    for (Frame frame = first_frame(records); frame.whole; frame = first_frame(records)) {
        state_->take(records.substr(0, frame.length), frame);
        records.remove_prefix(frame.length);
    }
}

void Answer277::close_set(bool rejected, Tally const& tally) {
    State& state = *state_;
    if (!state.set_open) return;
    state.set_open = false;
    SetFacts& set = state.sets.back();
    Totals told = totals_of(tally);
    if (rejected) {
        // What was looked at must still add up; of a set that was not looked at there are no records.
        told.reject_all();
        set.totals.reject_all();
        if (!state.set_has_no_claims && set.totals != told) state.totals_differ = true;
        set.totals = told;
        set.rejected = true;
    } else if (set.totals != told) {
        state.totals_differ = true;
    }
    state.note(RecordKind::set_end, {});
}

void Answer277::close_group(bool rejected) {
    State& state = *state_;
    if (rejected)
        for (std::size_t i = state.group_first_set; i < state.sets.size(); ++i) state.sets[i].rejected = true;
    state.group_parties = {};
    state.group_noted = false;
    state.group_first_set = state.sets.size();
}

void Answer277::close_interchange(bool rejected) {
    State& state = *state_;
    if (rejected)
        for (SetFacts& set : state.sets) set.rejected = true;
    if (!state.sets.empty()) {
        state.render();
        state.control_number = as_control_number(state.control_number + std::uint64_t{1});
    }
    state.sets.clear();
    state.providers.clear();
    state.spool.clear();
}

std::uint32_t Answer277::next_control_number() const {
    return state_->control_number;
}

bool Answer277::totals_differ() const {
    return state_->totals_differ;
}

std::optional<write::WriteError> const& Answer277::error() const {
    return state_->spool.error();
}

} // namespace engine::ack
