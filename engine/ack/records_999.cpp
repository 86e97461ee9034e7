#include "engine/ack/records_999.hpp"

#include <algorithm>
#include <charconv>

#include "engine/ack/answer_delimiters.hpp"
#include "engine/ack/record_bytes.hpp"
#include "engine/ack/segment_writer.hpp"

namespace engine::ack {
namespace {

using edi::FaultKind;
using edi::LoopId;
using edi::operator""_seg;

constexpr std::size_t id_least = 2, id_most = 3;    ///< of a segment
constexpr std::size_t reference_most = 35;          ///< CTX01-2
constexpr std::size_t bad_data_most = clean_most;   ///< IK404
constexpr std::uint32_t position_most = 99;         ///< IK401-1 has two digits
constexpr std::uint32_t opener_at_most = 200;       ///< segments from what opens a loop to what is missing in it
constexpr std::uint32_t subscriber_name_within = 9; ///< segments behind the HL of a subscriber: SBR, PAT, NM1
constexpr edi::ElementNumber level_code_element = 735;
constexpr std::size_t code_prefix = std::string_view("IK304:").size();

bool is_missing(FaultKind kind) {
    return kind == FaultKind::missing_segment || kind == FaultKind::missing_loop;
}

bool is_element_code(std::string_view code) {
    return code.starts_with("IK403:");
}

std::string_view id_text(edi::SegmentId id, char (&text)[4]) {
    std::size_t size = 0;
    for (; id != 0; id >>= 8) text[size++] = static_cast<char>(id & 0xFF);
    return {text, size};
}

std::string_view loop_text(LoopId loop) {
    return loop == LoopId::header ? std::string_view() : edi::loop_name(loop);
}

bool is_below_subscriber(LoopId loop) {
    using enum LoopId;
    return loop == L2000B || loop == L2010BA || loop == L2010BB || loop == L2000C || loop == L2010CA;
}

void trigger(edi::Segment segment, std::uint64_t position, LoopId loop, SegmentWriter& segments) {
    segments.open("CTX*SITUATIONAL TRIGGER").echo(segment.id_text(), id_most).number(position).element(loop_text(loop));
}

} // namespace

void RecordWriter999::start(edi::Guide const& guide, edi::SegmentTable const& segments, std::span<edi::PlacedSegment const> placed,
                            read::Piece const& piece) {
    guide_ = &guide;
    segments_ = &segments;
    delimiters_ = answer_delimiters(segments.delimiters());
    placed_ = placed;
    piece_ = &piece;
    subscribers_known_ = false;
    segment_errors_ = element_errors_ = 0;
    is_open_ = false;
}

void RecordWriter999::add(edi::Fault const& fault, std::string_view code, std::string_view claim, std::string& out) {
    if (code.empty() || fault.place.segment >= segments_->size()) return;
    bool const element = is_element_code(code);
    code.remove_prefix(code_prefix);
    if (!(element && is_open_ && has_elements_ && segment_ == fault.place.segment)) {
        finish(out);
        // No set tells more than that, so it does not matter what is left out of a piece behind so many.
        if (segment_errors_ >= most_segment_errors || element_errors_ >= most_element_errors) return;
        open(fault, element ? std::string_view("8") : code, claim, out);
        has_elements_ = element;
        rank_ = element ? elements_999 : is_missing(fault.kind) ? missing_999 : segment_999;
    }
    if (element) return note_element(fault, code);
    kinds_ |= code.starts_with('I') ? guide_error_999 : standard_error_999;
}

void RecordWriter999::open(edi::Fault const& fault, std::string_view code, std::string_view claim, std::string& out) {
    is_open_ = true;
    segment_ = fault.place.segment;
    position_ = piece_->segment_no(segment_) + (is_missing(fault.kind) ? 1 : 0);
    kinds_ = 0;
    elements_.clear();
    ++segment_errors_;
    frame_ = begin_frame(RecordKind::segment_error, out);
    put_number(ErrorHead999{}, out);
    text_ = out.size();
    SegmentWriter segments(out, delimiters_);
    char id[4];
    segments.open("IK3");
    segments.echo(is_missing(fault.kind) ? id_text(fault.segment, id) : (*segments_)[segment_].id_text(), id_most, "UNK", id_least);
    segments.number(position_).element(loop_text(loop_of(fault))).element(code).close();
    if (is_missing(fault.kind)) segment_trigger(fault, segments);
    business_unit(fault, claim, segments);
    segments.finish();
    head_count_ = segments.count();
    head_length_ = out.size() - text_;
}

void RecordWriter999::finish(std::string& out) {
    if (!is_open_) return;
    is_open_ = false;
    SegmentWriter segments(out, delimiters_);
    std::stable_sort(elements_.begin(), elements_.end(), [](Element const& a, Element const& b) {
        edi::Place const &x = a.fault.place, &y = b.fault.place;
        return x.element != y.element ? x.element < y.element : x.component < y.component;
    });
    for (Element const& each : elements_) write_element(each, segments);
    segments.finish();
    ErrorHead999 const head{.position = position_,
                            .rank = rank_,
                            .segments = head_count_ + segments.count(),
                            .head_segments = head_count_,
                            .head_length = static_cast<std::uint32_t>(head_length_),
                            .elements = static_cast<std::uint32_t>(elements_.size()),
                            .kinds = kinds_};
    std::memcpy(out.data() + frame_ + frame_head, &head, sizeof head);
    end_frame(frame_, out);
}

edi::LoopId RecordWriter999::loop_of(edi::Fault const& fault) const {
    return fault.node < guide_->outline.size() ? guide_->outline[fault.node].loop : fault.loop;
}

// ---- elements ------------------------------------------------------------------------------------------------------------------------

void RecordWriter999::note_element(edi::Fault const& fault, std::string_view code) {
    // The rules on levels look at more than the element itself; what it is by itself, the guide tells by codes of its own.
    if (fault.kind < edi::first_element_fault) {
        edi::ElementUse const* const use = fault.node != edi::no_node ? edi::element_uses(guide_->id).at(fault.node, fault.place) : nullptr;
        if (segments_->at(fault.place).empty()) code = "1";
        if (use && use->usage == edi::Usage::not_used) code = "I10";
    }
    bool const told = std::any_of(elements_.begin(), elements_.end(),
                                  [&](Element const& each) { return each.fault.place == fault.place && each.code == code; });
    if (told || element_errors_ >= most_element_errors) return;
    ++element_errors_;
    elements_.push_back({fault, code});
    kinds_ |= code.starts_with('I') ? guide_error_999 : standard_error_999;
    if (fault.segment == "ST"_seg && fault.place.element == 2) kinds_ |= set_number_999;
    if (fault.segment == "ST"_seg && fault.place.element == 3) kinds_ |= set_version_999;
}

void RecordWriter999::write_element(Element const& element, SegmentWriter& segments) const {
    auto const& [fault, code] = element;
    edi::ElementUse const* const use = fault.node != edi::no_node ? edi::element_uses(guide_->id).at(fault.node, fault.place) : nullptr;
    char digits[8];
    auto const text = [&](std::uint32_t value) {
        return std::string_view(digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits));
    };
    segments.open("IK4").composite();
    segments.component(text(std::clamp<std::uint32_t>(fault.place.element, 1, position_most)), 2);
    segments.component(fault.place.component ? text(std::min<std::uint32_t>(fault.place.component, position_most)) : std::string_view(), 2);
    bool const too_often = fault.kind == FaultKind::too_many_repeats && use;
    segments.component(too_often ? text(use->repeat + 1u) : std::string_view(), 4);
    edi::ElementNumber const number = use                                      ? use->number
                                      : fault.kind == FaultKind::level_unknown ? level_code_element
                                                                               : edi::ElementNumber{0};
    if (number > 0 && number < edi::first_composite)
        segments.number(number);
    else
        segments.empty(1);
    segments.element(code).echo(segments_->at(fault.place), bad_data_most).close();
    element_trigger(fault, segments);
}

// The element beside which this one must (or must not) be there, by the segment's notes.
void RecordWriter999::element_trigger(edi::Fault const& fault, SegmentWriter& segments) const {
    bool const demanded = fault.kind == FaultKind::element_dependent, excluded = fault.kind == FaultKind::element_excluded;
    if (!demanded && !excluded) return;
    edi::Segment const segment = (*segments_)[fault.place.segment];
    for (edi::SyntaxNote const& note : edi::ElementUses::notes_of(segment.id())) {
        auto const elements = std::span(note.elements).first(note.count);
        bool const speaks_of_it = std::find(elements.begin(), elements.end(), fault.place.element) != elements.end();
        if (!speaks_of_it || (note.kind == 'E') != excluded || note.kind == 'R') continue;
        // Of a condition the first element demands the others; otherwise any one does.
        auto const candidates = note.kind == 'C' || note.kind == 'L' ? elements.first(1) : elements;
        for (std::uint8_t const element : candidates) {
            if (element == fault.place.element || segment.element(element).empty()) continue;
            trigger(segment, position_, loop_of(fault), segments);
            segments.number(element);
            edi::ElementUse const* const use = edi::element_uses(guide_->id).at(fault.node, {fault.place.segment, element, 0});
            if (use && use->number < edi::first_composite) segments.number(use->number);
            segments.close();
            return;
        }
    }
}

// ---- contexts ------------------------------------------------------------------------------------------------------------------------

// A claim is named by its number, so that only loops in it and the patient's level are worth the words.
void RecordWriter999::segment_trigger(edi::Fault const& fault, SegmentWriter& segments) const {
    if (fault.loop == LoopId::L2300) return;
    std::uint32_t const last = fault.place.segment, first = last > opener_at_most ? last - opener_at_most : 0;
    for (std::uint32_t at = last + 1; at-- > first;) {
        edi::PlacedSegment const& placed = placed_[at];
        if (placed.loop != fault.loop || placed.node == edi::no_node || placed.node == 0) continue;
        edi::OutlineNode const& before = guide_->outline[placed.node - 1u]; // what opens a loop is its first row
        if (before.kind != edi::NodeKind::loop || before.loop != fault.loop) continue;
        if (before.usage != edi::Usage::situational) return;
        trigger((*segments_)[at], piece_->segment_no(at), fault.loop, segments);
        segments.close();
        return;
    }
}

void RecordWriter999::business_unit(edi::Fault const& fault, std::string_view claim, SegmentWriter& segments) {
    bool const in_claim = !claim.empty();
    std::string_view const value = in_claim                          ? claim
                                   : is_below_subscriber(fault.loop) ? subscriber_id(fault.place.segment)
                                                                     : std::string_view();
    char clean[clean_most];
    if (write_clean(value, reference_most, delimiters_, clean) == clean) return;
    segments.open("CTX").composite().component(in_claim ? "CLM01" : "SUBSCRIBER NAME NM109", reference_most);
    segments.component(value, reference_most).close();
}

// NM109 of the subscriber whose level (or whose patient's) has `segment`.
std::string_view RecordWriter999::subscriber_id(std::uint32_t segment) {
    if (!subscribers_known_) {
        subscribers_.clear();
        for (edi::PlacedSegment const& each : placed_)
            if (each.id == "HL"_seg && each.loop == LoopId::L2000B && each.node != edi::no_node) subscribers_.push_back(each.segment);
        subscribers_known_ = true;
    }
    auto const after = std::upper_bound(subscribers_.begin(), subscribers_.end(), segment);
    if (after == subscribers_.begin()) return {};
    std::uint32_t const level = *std::prev(after);
    for (std::uint32_t at = level + 1; at < placed_.size() && at <= level + subscriber_name_within; ++at) {
        if (placed_[at].id == "HL"_seg || placed_[at].id == "CLM"_seg) break;
        if (placed_[at].id == "NM1"_seg && placed_[at].loop == LoopId::L2010BA && placed_[at].node != edi::no_node)
            return (*segments_)[at].element(9);
    }
    return {};
}

} // namespace engine::ack
