#include "engine/split/split_parts.hpp"

#include <string_view>

namespace engine::split {
namespace {

using edi::operator""_seg;

/// As the reader and the cursor have it: a code that no guide has counts as a subscriber's.
std::uint8_t rank_of(std::string_view code) {
    while (!code.empty() && (code.back() == ' ' || code.back() == '\r')) code.remove_suffix(1);
    return code == "20" ? 0 : code == "23" ? 2 : 1;
}

} // namespace

void PartFinder::start(edi::SegmentTable const& segments, read::Piece const& piece, std::vector<SplitPart>& parts) {
    segments_ = &segments;
    parts_ = &parts;
    piece_begin_ = piece.begin;
    next_ = piece.start.context_segments;
    open_ = false;
    if (next_ == 0 && segments.size() > 0) open(PartKind::header, 0);
}

void PartFinder::claim(edi::Claim const& claim, bool accepted) {
    pass(claim.first_segment);
    open(PartKind::claim, claim.first_segment);
    parts_->back().accepted = accepted;
    next_ = claim.end_segment;
}

void PartFinder::finish() {
    pass(segments_->size());
    close(segments_->size(), static_cast<std::uint32_t>(segments_->text().size()));
}

void PartFinder::pass(std::uint32_t end) {
    for (; next_ < end; ++next_) {
        edi::Segment const segment = (*segments_)[next_];
        if (segment.id() == "HL"_seg) {
            open(PartKind::level, next_);
            parts_->back().rank = rank_of(segment.element(3));
        } else if (segment.id() == "SE"_seg) {
            close(next_, segments_->begin(next_));
        } else if (segment.id() == "LX"_seg && open_) {
            ++parts_->back().lines;
        }
    }
}

void PartFinder::open(PartKind kind, std::uint32_t segment) {
    std::uint32_t const begin = segments_->begin(segment);
    close(segment, begin);
    SplitPart& part = parts_->emplace_back();
    part.kind = kind;
    part.begin = piece_begin_ + begin;
    first_ = segment;
    open_ = true;
}

void PartFinder::close(std::uint32_t segment, std::uint32_t text_end) {
    if (!open_) return;
    parts_->back().end = piece_begin_ + text_end;
    parts_->back().segments = segment - first_;
    open_ = false;
}

} // namespace engine::split
