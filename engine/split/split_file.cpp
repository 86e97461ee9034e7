#include "engine/split/split_file.hpp"

#include <algorithm>
#include <charconv>

#include "edi/text/space.hpp"

namespace engine::split {
namespace {

void append_number(std::uint64_t value, std::string& out) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// False for the end of a file that was cut off inside a segment. Text that is nothing but space says nothing: `before` holds.
bool ends_terminated(std::string_view text, char terminator, bool before) {
    while (!text.empty() && text.back() != terminator && edi::is_space(text.back())) text.remove_suffix(1);
    return text.empty() ? before : text.back() == terminator;
}

/// An HL cut into its elements.
struct LevelSegment {
    std::string_view code; ///< HL03
    std::string_view rest; ///< what stands behind HL04, from its separator or the terminator on
};

LevelSegment read_level(std::string_view text, edi::Delimiters const& delimiters) {
    std::size_t end = std::min(text.find(delimiters.segment), text.size());
    if (delimiters.segment == '\n' && end > 0 && text[end - 1] == '\r') --end;
    LevelSegment level;
    std::size_t begin = 0;
    for (int element = 0; begin <= end && element <= 4; ++element) {
        std::size_t const stop = std::min(text.find(delimiters.element, begin), end);
        if (element == 3) level.code = text.substr(begin, stop - begin);
        begin = stop + 1;
    }
    level.rest = text.substr(std::min(begin - 1, text.size()));
    return level;
}

} // namespace

void SplitFile::add(Surroundings const& around, std::string_view text, std::uint64_t segments) {
    write_openings(around);
    write_levels(around);
    file_->append(text);
    segments_ += segments;
    terminated_ = ends_terminated(text, around.delimiters.segment, terminated_);
}

void SplitFile::begin_level(std::size_t rank) {
    std::fill(numbers_.begin() + static_cast<std::ptrdiff_t>(rank), numbers_.end(), 0);
}

void SplitFile::write_openings(Surroundings const& around) {
    if (set_open_) return;
    if (!interchange_open_) file_->append(around.isa);
    if (!group_open_ && !around.gs.empty()) {
        file_->append(around.gs);
        file_->append(around.line_break);
        group_open_ = true;
        sets_ = 0;
        ++groups_;
    }
    file_->append(around.header);
    segments_ = around.header_segments;
    interchange_open_ = set_open_ = true;
    ++sets_;
}

void SplitFile::write_levels(Surroundings const& around) {
    std::uint64_t parent = 0;
    for (std::size_t rank = 0; rank < numbers_.size(); ++rank) {
        LevelHead const& head = around.levels[rank];
        if (!head.open) continue;
        if (numbers_[rank] == 0) {
            numbers_[rank] = ++levels_;
            write_level(around.delimiters, head, parent);
        }
        parent = numbers_[rank];
    }
}

/// `parent` is the HL01 of the level above, 0 = none.
void SplitFile::write_level(edi::Delimiters const& delimiters, LevelHead const& head, std::uint64_t parent) {
    LevelSegment const level = read_level(head.text, delimiters);
    char const separator = delimiters.element;
    scratch_.assign("HL").push_back(separator);
    append_number(levels_, scratch_);
    scratch_.push_back(separator);
    if (parent > 0) append_number(parent, scratch_);
    scratch_.push_back(separator);
    scratch_.append(level.code).push_back(separator);
    scratch_.push_back(head.has_children[side_] ? '1' : '0');
    file_->append(scratch_);
    file_->append(level.rest);
    segments_ += head.segments;
}

void SplitFile::write_trailer(std::string_view id, std::uint64_t count, std::string_view control_number, Surroundings const& around) {
    scratch_.assign(id).push_back(around.delimiters.element);
    append_number(count, scratch_);
    scratch_.push_back(around.delimiters.element);
    scratch_.append(control_number).push_back(around.delimiters.segment);
    file_->append(scratch_.append(around.line_break));
}

void SplitFile::end_set(Surroundings const& around, std::string_view control_number) {
    if (set_open_) {
        if (!terminated_) file_->append(scratch_.assign(1, around.delimiters.segment).append(around.line_break));
        write_trailer("SE", segments_ + 1, control_number, around);
    }
    set_open_ = false;
    terminated_ = true;
    levels_ = 0;
    numbers_ = {};
}

void SplitFile::end_group(Surroundings const& around, std::string_view control_number) {
    if (group_open_) write_trailer("GE", sets_, control_number, around);
    group_open_ = false;
    sets_ = 0;
}

void SplitFile::end_interchange(Surroundings const& around, std::string_view control_number) {
    if (interchange_open_) write_trailer("IEA", groups_, control_number, around);
    interchange_open_ = false;
    groups_ = sets_ = 0;
}

} // namespace engine::split
