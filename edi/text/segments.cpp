#include "edi/text/segments.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "edi/text/space.hpp"

namespace edi {
namespace {

/// Marks sought one by one before searching by halves: elements near the front of ordinary segments are found sooner so.
constexpr std::uint32_t short_walk = 16;

} // namespace

void SegmentTable::assign(std::string_view text, Delimiters const& delimiters) {
    text_ = text;
    delimiters_ = delimiters;
    empty_segments_ = 0;
    last_is_unterminated_ = false;
    index_delimiters(text, delimiters, index_);
    if (tokens_.size() < index_.segment_count + 1) tokens_.resize(index_.segment_count + 1);
    size_ = 0;

    // A last mark beyond all text, so that walks along the marks need no other limit. The scan leaves room behind the used parts.
    index_.marks[index_.mark_count] = 0xFFFFFFFF;
    Cut cut;
    add_segments(cut);
    add_unterminated(cut);
}

/// All segments that have a terminator. Nearly every one begins right behind the last and has an id of two or three characters: those are
/// cut here, from locals, and the others (and the last one, behind whose id there may be no four bytes to load) by add_segment().
void SegmentTable::add_segments(Cut& cut) {
    char const* const bytes = text_.data();
    std::uint32_t const* const ends = index_.ends.data();
    std::uint32_t const* const marks = index_.marks.data();
    bool const plain = delimiters_.segment != '\n' && std::endian::native == std::endian::little && text_.size() >= sizeof(SegmentId);
    auto const last_begin = plain ? static_cast<std::uint32_t>(text_.size() - sizeof(SegmentId)) : 0;
    Cut at = cut;
    Token* token = tokens_.data() + size_;
    for (std::size_t i = 0; i < index_.segment_count; ++i) {
        std::uint32_t const last_end = index_.segment_ends[i];
        std::uint32_t const id_length = ends[at.first_end] - at.begin;
        if (id_length - 2 > 1 || at.begin >= last_begin || is_space(bytes[at.begin])) {
            cut = at;
            size_ = static_cast<std::uint32_t>(token - tokens_.data());
            add_segment(cut, last_end, ends[last_end]);
            at = cut;
            token = tokens_.data() + size_;
            continue;
        }
        SegmentId id;
        std::memcpy(&id, bytes + at.begin, sizeof id);
        id &= id_length == 2 ? 0xFFFF : 0xFFFFFF;
        while (marks[at.mark] < at.begin) ++at.mark;
        std::uint32_t const terminator = ends[last_end];
        token->id = id;
        token->begin = at.begin;
        token->end = terminator;
        token->first_end = at.first_end;
        token->elements = last_end - at.first_end;
        token->first_mark = at.mark;
        ++token;
        at.begin = terminator + 1;
        at.first_end = last_end + 1;
    }
    size_ = static_cast<std::uint32_t>(token - tokens_.data());
    cut = at;
}

/// Cuts the segment from `cut` to the terminator `index_.ends[last_end]`, which stands at `terminator`.
void SegmentTable::add_segment(Cut& cut, std::uint32_t last_end, std::uint32_t terminator) {
    char const* const bytes = text_.data();
    std::uint32_t const first_end = cut.first_end;
    std::uint32_t const id_end = index_.ends[first_end];
    std::uint32_t begin = cut.begin;
    while (begin < id_end && is_space(bytes[begin])) ++begin;
    cut.begin = terminator + 1;
    cut.first_end = last_end + 1;

    // Lines that end in CR LF with LF for a terminator: the CR is no part of the last element.
    if (delimiters_.segment == '\n' && terminator > begin && bytes[terminator - 1] == '\r' &&
        (last_end == first_end || index_.ends[last_end - 1] < terminator - 1))
        index_.ends[last_end] = terminator - 1;
    if (index_.ends[last_end] == begin && last_end == first_end) {
        ++empty_segments_;
        return;
    }

    while (index_.marks[cut.mark] < begin) ++cut.mark;
    SegmentId const id = segment_id({bytes + begin, index_.ends[first_end] - begin});
    tokens_[size_++] = {id, begin, terminator, first_end, last_end - first_end, cut.mark};
}

/// The text behind the last terminator, unless it is only line breaks and blanks.
void SegmentTable::add_unterminated(Cut& cut) {
    auto content_end = static_cast<std::uint32_t>(text_.size());
    std::size_t const last_separator = index_.end_count > cut.first_end ? index_.ends[index_.end_count - 1] + std::size_t{1} : cut.begin;
    while (content_end > last_separator && is_space(text_[content_end - 1])) --content_end;
    if (content_end == cut.begin) return;

    auto const last_end = static_cast<std::uint32_t>(index_.end_count);
    index_.ends[last_end] = content_end;
    add_segment(cut, last_end, content_end);
    tokens_[size_ - 1].end = static_cast<std::uint32_t>(text_.size());
    last_is_unterminated_ = true;
}

std::string_view SegmentTable::at(Place place) const {
    if (place.segment >= size_) return {};
    Segment const segment = (*this)[place.segment];
    if (place.element == 0) return segment.text();
    std::string_view const found =
        place.component == 0 ? segment.element(place.element) : segment.component(place.element, place.component);
    if (found.data() != nullptr) return found;
    std::string_view const whole = segment.text();
    return whole.substr(whole.size());
}

/// First mark at or after `position`, which is inside the segment of `token`.
std::uint32_t const* SegmentTable::mark_from(Token const& token, std::uint32_t position) const {
    std::uint32_t const* mark = index_.marks.data() + token.first_mark;
    for (std::uint32_t steps = 0; steps < short_walk; ++steps, ++mark)
        if (*mark >= position) return mark;
    return std::lower_bound(mark, index_.marks.data() + index_.mark_count, position);
}

std::uint32_t Segment::components(std::uint32_t n, std::string_view* out, std::uint32_t capacity) const {
    std::string_view const whole = element(n);
    if (whole.empty()) return 0;
    char const* const bytes = table_->text_.data();
    auto begin = static_cast<std::uint32_t>(whole.data() - bytes);
    std::uint32_t const end = begin + static_cast<std::uint32_t>(whole.size());
    std::uint32_t count = 0;
    for (auto const* mark = table_->mark_from(table_->tokens_[index_], begin);; ++mark) {
        std::uint32_t const stop = std::min(*mark, end);
        if (count < capacity) out[count] = {bytes + begin, stop - begin};
        ++count;
        if (stop == end || bytes[stop] == table_->delimiters_.repetition) return count;
        begin = stop + 1;
    }
}

std::string_view Segment::component(std::uint32_t n, std::uint32_t c) const {
    std::string_view const whole = element(n);
    if (whole.empty() || c == 0) return {};
    char const* const bytes = table_->text_.data();
    auto begin = static_cast<std::uint32_t>(whole.data() - bytes);
    std::uint32_t const end = begin + static_cast<std::uint32_t>(whole.size());
    for (auto const* mark = table_->mark_from(table_->tokens_[index_], begin);; ++mark) {
        std::uint32_t const stop = std::min(*mark, end);
        if (--c == 0) return {bytes + begin, stop - begin};
        if (stop == end || bytes[stop] == table_->delimiters_.repetition) return {};
        begin = stop + 1;
    }
}

} // namespace edi
