#include "engine/ack/answer_277.hpp"

#include <array>
#include <charconv>
#include <vector>

#include "engine/ack/answer_delimiters.hpp"
#include "engine/ack/record_bytes.hpp"
#include "engine/ack/segment_writer.hpp"
#include "engine/ack/spooled_frames.hpp"
#include "engine/ack/status_codes.hpp"

namespace engine::ack {
namespace {

constexpr std::string_view version = "005010X214";
constexpr std::string_view default_trace = "0"; ///< TRN02 where there is nothing to trace
constexpr std::size_t name_most = 60, first_name_most = 35, id_most = 80, reference_most = 50;
constexpr std::size_t id_least = 2; ///< NM109 has two characters or more

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
    bool empty() const { return accepted + rejected == 0; }
    friend bool operator==(Totals const&, Totals const&) = default;
};

Totals totals_of(Tally const& tally) {
    return {tally.accepted, tally.rejected, tally.charges_accepted, tally.charges_rejected};
}

/// The claims of a billing provider that follow each other.
struct ProviderFacts {
    Totals totals;
    std::string status;        ///< codes about the provider of its first claim
    bool all_have_one = false; ///< all its claims have such codes
};

/// What the 837's header says of itself and of the two parties, cleaned; in the order of the record.
struct HeaderFacts {
    std::string reference, submitter_type, submitter_name, submitter_first_name, submitter_id, receiver_name, receiver_id;

    std::array<std::string*, 7> all() {
        return {&reference, &submitter_type, &submitter_name, &submitter_first_name, &submitter_id, &receiver_name, &receiver_id};
    }
    void clear() {
        for (std::string* text : all()) text->clear();
    }
    void read(FieldReader& reader, edi::Delimiters const& delimiters) {
        for (std::string* text : all()) {
            text->clear();
            append_clean(reader.text(), id_most, delimiters, *text);
        }
    }
};

/// All that the answer says of a set beside its claims.
struct SetFacts {
    Totals totals;
    bool rejected = false;
    std::string_view why_rejected = general_status; ///< code
    bool receiver_is_payer = false; ///< the first claim's payer has the id of the 837's receiver: the answer comes from the payer itself
    std::string number;             ///< ST02, cleaned
    HeaderFacts header;
};

/// Begins the fields of a set's frame.
struct SetHead {
    Totals totals;
    std::uint64_t receiver_is_payer;
};

} // namespace

struct Answer277::State {
    State(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& output)
        : processed(options.processed), control_numbers(*options.control_numbers), spool(directory, options.spool_memory), file(output) {}

    // -- taking in: the claims of the open set, into the spool ---------------------------------------------------------------------

    void take(std::string_view record, Frame const& frame) {
        switch (frame.kind) {
            case RecordKind::header: take_header(frame.fields); break;
            case RecordKind::provider: provider.assign(frame.fields); break; // with what rejects it
            case RecordKind::claim: take_claim(record, frame.fields); break;
            default: break; // the assembly's own kinds do not come from outside
        }
    }

    void take_header(std::string_view fields) {
        if (!set_has_no_claims) return;
        FieldReader cleaned(fields), as_received(fields);
        set.header.read(cleaned, delimiters);
        for (std::size_t i = 0; i < set.header.all().size(); ++i) receiver_id.assign(as_received.text()); // the last one
    }

    void open_interchange(InterchangeScope const& opened) {
        interchange = opened;
        delimiters = answer_delimiters(opened.delimiters);
        unknown_provider.clear();
        put_text({}, unknown_provider); // nothing rejects it
        SegmentWriter(unknown_provider, delimiters).open("NM1*85*2*UNKNOWN*****SV*UNKNOWN").close();
        begin_interchange();
    }

    /// A provider is noted with its first claim, so that none without claims is named, and once for all claims in a row.
    void take_claim(std::string_view record, std::string_view fields) {
        std::string_view const name = provider.empty() ? std::string_view(unknown_provider) : provider;
        if (set_has_no_claims || name != noted_provider) {
            noted_provider.assign(name);
            scratch.clear();
            std::size_t const frame = begin_frame(RecordKind::provider, scratch);
            scratch.append(name);
            end_frame(frame, scratch);
            spool.append(scratch);
            providers.emplace_back().all_have_one = true;
        }
        FieldReader reader(fields);
        auto const claim = reader.number<ClaimHead>();
        ProviderFacts& of = providers.back();
        std::string_view const status = reader.bytes(claim.status_length);
        if (of.totals.empty()) of.status.assign(status);
        of.all_have_one &= !status.empty();
        if (set_has_no_claims) {
            std::string_view const payer = reader.bytes(claim.payer_length);
            set.receiver_is_payer = !payer.empty() && (payer == receiver_id || payer == interchange.receiver);
        }
        set.totals.count(claim.accepted != 0, claim.charge);
        of.totals.count(claim.accepted != 0, claim.charge);
        set_has_no_claims = false;
        spool.append(record);
    }

    // -- answering --------------------------------------------------------------------------------------------------------------------

    /// Where an answer could be begun again.
    struct Mark {
        std::uint64_t position = 0; ///< in the file
        std::size_t facts = 0;
        std::uint64_t groups = 0, sets = 0;
    };

    Mark mark() {
        hand_over();
        return {file.bytes(), facts.size(), groups, sets};
    }

    /// The interchange and the group are answered from their first 837 set on.
    void answer_set() {
        if (groups == 0) {
            interchange_begin = file.bytes();
            control_number = control_numbers.take();
            write_isa(interchange, processed, control_number, out);
            interchange_mark = mark();
        }
        if (!group_answered) {
            group_mark = mark();
            scratch.clear();
            std::size_t const frame = begin_frame(RecordKind::group, scratch);
            put_text(group_parties.sender, scratch);
            put_text(group_parties.receiver, scratch);
            end_frame(frame, scratch);
            facts.append(scratch);
            write_group(group_parties);
            group_answered = true;
        }
        keep_facts();
        names_claims_of_group |= !set.rejected;
        names_claims |= !set.rejected;
        write_set();
    }

    void keep_facts() {
        std::size_t const frame = begin_frame(RecordKind::set, facts);
        put_number(SetHead{set.totals, set.receiver_is_payer}, facts);
        put_text(set.number, facts);
        for (std::string const* text : set.header.all()) put_text(*text, facts);
        end_frame(frame, facts);
    }

    /// What was answered since `begin` is taken back and told again: all sets are rejected.
    void reject_from(Mark const& begin) {
        out.clear();
        file.truncate(begin.position);
        groups = begin.groups;
        sets = begin.sets;
        sets_in_group = 0;
        set.rejected = true;
        set.why_rejected = general_status;
        std::string_view kept = std::string_view(facts).substr(begin.facts);
        for (Frame frame = first_frame(kept); frame.whole; frame = first_frame(kept)) {
            FieldReader reader(frame.fields);
            if (frame.kind == RecordKind::group) {
                std::string sender(reader.text());
                write_group({std::move(sender), std::string(reader.text())});
            } else {
                auto const head = reader.number<SetHead>();
                set.totals = head.totals;
                set.receiver_is_payer = head.receiver_is_payer != 0;
                set.number.assign(reader.text());
                set.header.read(reader, delimiters);
                write_set();
            }
            kept.remove_prefix(frame.length);
        }
    }

    void close_group(bool rejected) {
        if (rejected && names_claims_of_group) reject_from(group_mark);
        write_group_end();
        group_parties = {};
        group_answered = names_claims_of_group = false;
    }

    void close_interchange(bool rejected) {
        close_group(false);
        if (groups > 0) {
            if (rejected && names_claims) reject_from(interchange_mark);
            write_group_end();
            write_iea(groups, control_number, delimiters, out);
            hand_over();
            groups = 0;
        }
        begin_interchange();
    }

    void begin_interchange() {
        if (groups > 0) { // it was never closed: no half answer
            out.clear();
            file.truncate(interchange_begin);
            control_numbers.give_back(control_number);
        }
        group_parties = {};
        group_answered = names_claims_of_group = names_claims = false;
        groups = sets = sets_in_group = 0;
        facts.clear();
    }

    void hand_over() {
        file.append(out);
        out.clear();
    }

    void write_group(GroupParties const& parties) {
        write_group_end();
        group = parties;
        ++groups;
        write_gs({"HN", version, groups}, group, interchange, processed, out);
    }

    void write_group_end() {
        if (sets_in_group == 0) return;
        write_ge(sets_in_group, groups, delimiters, out);
        sets_in_group = 0;
    }

    std::string set_number() const { return digits(sets, 4); }

    void write_set() {
        ++sets;
        ++sets_in_group;
        segment_count = levels = 0;
        write_set_head();
        if (!set.rejected) write_claims();
        ++segment_count;
        SegmentWriter(out, delimiters).open("SE").number(segment_count).element(set_number()).close();
        hand_over();
    }

    void write_level(std::uint64_t parent, std::string_view code, std::string_view child, SegmentWriter& segments) {
        segments.open("HL").number(++levels);
        if (parent == 0)
            segments.empty(1);
        else
            segments.number(parent);
        segments.element(code).element(child).close();
    }

    void write_totals(Totals const& totals, std::string_view accepted_code, std::string_view rejected_code, SegmentWriter& segments) {
        if (totals.accepted > 0) segments.open("QTY").element(accepted_code).number(totals.accepted).close();
        if (totals.rejected > 0) segments.open("QTY").element(rejected_code).number(totals.rejected).close();
        if (totals.accepted > 0) segments.open("AMT").element("YU").money(totals.charges_accepted).close();
        if (totals.rejected > 0) segments.open("AMT").element("YY").money(totals.charges_rejected).close();
    }

    /// ST to the end of the receiver's level.
    void write_set_head() {
        std::string const reference = digits(control_number, 9) + "-" + set_number();
        SegmentWriter segments(out, delimiters);
        segments.open("ST*277").element(set_number()).element(version).close();
        segments.open("BHT*0085*08").element(reference).day(processed).element(midnight).element("TH").close();
        write_source(reference, segments);
        write_receiver(segments);
        segment_count += segments.count();
    }

    /// 2000A: we, who answer.
    void write_source(std::string_view reference, SegmentWriter& segments) {
        write_level(0, "20", "1", segments);
        std::string_view const id = first_usable({set.header.receiver_id, group.receiver, interchange.receiver}, delimiters, id_least);
        segments.open("NM1")
            .element(entity())
            .element("2")
            .echo(first_usable({set.header.receiver_name, id}, delimiters), name_most)
            .empty(4);
        segments.element("46").echo(id, id_most).close();
        segments.open("TRN*1").element(reference).close();
        segments.open("DTP*050*D8").day(processed).close();
        segments.open("DTP*009*D8").day(processed).close();
    }

    std::string_view entity() const { return set.receiver_is_payer ? "PR" : "AY"; }
    std::string_view accepted_status() const { return set.receiver_is_payer ? "A1:19:PR" : "A1:19:AY"; }

    /// 2000B: the submitter, who gets the answer, with the verdict on the set as a whole.
    void write_receiver(SegmentWriter& segments) {
        Totals totals = set.totals;
        if (set.rejected) totals.reject_all();
        bool const has_providers = !set.rejected && !totals.empty();
        write_level(1, "21", has_providers ? "1" : "0", segments);
        receiver_level = levels;
        HeaderFacts const& header = set.header;
        std::string_view const id = first_usable({header.submitter_id, group.sender, interchange.sender}, delimiters, id_least);
        bool const person = header.submitter_type == "1";
        segments.open("NM1*41").element(person ? "1" : "2").echo(first_usable({header.submitter_name, id}, delimiters), name_most);
        segments.echo(person ? header.submitter_first_name : std::string_view(), first_name_most).empty(3);
        segments.element("46").echo(id, id_most).close();
        segments.open("TRN*2").echo(first_usable({header.reference, set.number}, delimiters), reference_most).close();
        segments.open("STC").element(set.rejected ? set.why_rejected : accepted_status()).day(processed);
        segments.element(set.rejected ? "U" : "WQ").money(totals.charges()).close();
        write_totals(totals, "90", "AA", segments);
    }

    /// The frames of the spool in their order.
    void write_claims() {
        next_provider = 0;
        each_frame(spool, read_buffer, [this](Frame const& frame) { write_frame(frame); });
    }

    void write_frame(Frame const& frame) {
        if (frame.kind == RecordKind::provider)
            write_provider(frame.fields);
        else if (!provider_rejected)
            write_claim(frame.fields);
    }

    /// 2000C: one billing provider of the set. One that is rejected is answered for all its claims, none of which is named.
    void write_provider(std::string_view fields) {
        FieldReader reader(fields);
        ProviderFacts const& provider_facts = providers[next_provider++];
        std::string_view const by_level = reader.text();
        provider_rejected = !by_level.empty() || provider_facts.all_have_one;
        written_patient.clear();
        {
            SegmentWriter segments(out, delimiters);
            write_level(receiver_level, "19", provider_rejected ? "0" : "1", segments);
            segments.copy(reader.rest());
            segments.open("TRN*1").element(default_trace).close();
            write_provider_status(read_status_codes(by_level.empty() ? provider_facts.status : by_level), provider_facts.totals.charges(),
                                  segments);
            write_totals(provider_facts.totals, "QA", "QC", segments);
            segment_count += segments.count();
        }
        hand_over();
        patient_level.clear();
        SegmentWriter(patient_level, delimiters).element(std::to_string(levels)).element("PT").close();
    }

    void write_provider_status(StatusCodes const& rejected, std::int64_t charges, SegmentWriter& segments) {
        segments.open("STC").element(provider_rejected ? rejected[0] : accepted_status()).empty(1);
        segments.element(provider_rejected ? "U" : "WQ").money(charges);
        if (provider_rejected) segments.empty(5).element(rejected[1]).element(rejected[2]);
        segments.close();
    }

    /// 2000D: neighbouring claims of one patient share the patient's level. The claims are nearly all of the answer: straight into the file.
    void write_claim(std::string_view fields) {
        FieldReader reader(fields);
        auto const claim = reader.number<ClaimHead>();
        reader.bytes(claim.status_length);
        reader.bytes(claim.payer_length);
        std::string_view const patient = reader.bytes(claim.patient_length);
        if (patient != written_patient) {
            char level[24] = {'H', 'L', delimiters.element};
            char const* const end = std::to_chars(level + 3, level + sizeof level, ++levels).ptr;
            file.append({level, static_cast<std::size_t>(end - level)});
            file.append(patient_level);
            file.append(patient);
            written_patient.assign(patient);
            segment_count += 2;
        }
        file.append(reader.rest());
        segment_count += claim.segments;
    }

    // Of the run.
    edi::Day processed;
    ControlNumbers& control_numbers;
    write::Spool spool;
    write::OutputFile& file;
    bool totals_differ = false;

    // Of the open interchange and group.
    InterchangeScope interchange;
    edi::Delimiters delimiters;       ///< of the answer
    std::string unknown_provider;     ///< fields of the record of a provider that is not known
    std::uint32_t control_number = 0; ///< ISA13 of its answer
    GroupParties group_parties;       ///< of the open group
    bool group_answered = false;
    bool names_claims = false, names_claims_of_group = false; ///< is there a set that is not rejected?
    std::uint64_t interchange_begin = 0;                      ///< in the file
    Mark interchange_mark, group_mark;                        ///< after the ISA; before the GS
    std::string facts;                                        ///< frames of the groups and sets that are answered, in their order
    std::uint64_t groups = 0, sets = 0, sets_in_group = 0;

    // Of the open set, when it is one that is answered.
    bool set_open = false;
    bool set_has_no_claims = true;
    SetFacts set;
    std::vector<ProviderFacts> providers;
    std::string provider, noted_provider, receiver_id;

    // Of the rendering.
    std::string out, scratch, read_buffer;
    GroupParties group; ///< that is being written
    std::string written_patient, patient_level;
    std::size_t next_provider = 0;
    bool provider_rejected = false; ///< the one that is being written
    std::uint64_t levels = 0, receiver_level = 0, segment_count = 0;
};

Answer277::Answer277(AnswerOptions const& options, write::OutputDirectory& directory, write::OutputFile& file)
    : state_(std::make_unique<State>(options, directory, file)) {}

Answer277::~Answer277() {
    state_->begin_interchange();
}

void Answer277::open_interchange(InterchangeScope const& interchange) {
    state_->open_interchange(interchange);
}

void Answer277::open_group(GroupScope const& group) {
    state_->close_group(false); // nothing, where close_group() was called
    state_->group_parties = parties_of(group, state_->delimiters);
}

void Answer277::open_set(SetScope const& set) {
    State& state = *state_;
    state.set_open = set.kind == "837";
    if (!state.set_open) return;
    state.set.totals = {};
    state.set.rejected = state.set.receiver_is_payer = false;
    state.set.number.clear();
    append_clean(set.control_number, id_most, state.delimiters, state.set.number);
    state.set.header.clear();
    state.set_has_no_claims = true;
    state.provider.clear();
    state.receiver_id.clear();
    state.providers.clear();
    state.spool.clear();
}

void Answer277::append(std::string_view records) {
    if (!state_->set_open) return;
    for (Frame frame = first_frame(records); frame.whole; frame = first_frame(records)) {
        state_->take(records.substr(0, frame.length), frame);
        records.remove_prefix(frame.length);
    }
}

void Answer277::close_set(bool rejected, Tally const& tally, std::string_view why) {
    State& state = *state_;
    if (!state.set_open) return;
    state.set_open = false;
    SetFacts& set = state.set;
    Totals told = totals_of(tally);
    if (rejected) {
        // What was looked at must still add up; of a set that was not looked at, or not to its end, there are fewer records.
        told.reject_all();
        set.totals.reject_all();
        bool const all_known = set.totals.rejected >= told.rejected;
        if (all_known && set.totals != told) state.totals_differ = true;
        set.totals = told;
        set.rejected = true;
        set.why_rejected = why;
    } else if (set.totals != told) {
        state.totals_differ = true;
    }
    state.answer_set();
}

void Answer277::close_group(bool rejected) {
    state_->close_group(rejected);
}

void Answer277::close_interchange(bool rejected) {
    state_->close_interchange(rejected);
}

bool Answer277::totals_differ() const {
    return state_->totals_differ;
}

std::optional<write::WriteError> const& Answer277::error() const {
    return state_->spool.error();
}

} // namespace engine::ack
