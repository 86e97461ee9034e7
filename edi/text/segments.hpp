// Bytes to segments: one SIMD pass over a piece finds every delimiter; segments, elements, components and repeats are views
// computed from that index. Nothing is copied; the views live as long as the piece's buffer.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "edi/text/place.hpp"

namespace edi {

/// A segment id of two or three characters packed into an integer: "CLM" = 'C' | 'L' << 8 | 'M' << 16. Anything else is `no_id`.
using SegmentId = std::uint32_t;
inline constexpr SegmentId no_id = 0;

constexpr SegmentId segment_id(std::string_view id) {
    if (id.size() < 2 || id.size() > 3) return no_id;
    SegmentId packed = 0;
    for (std::size_t i = 0; i < id.size(); ++i) packed |= SegmentId(static_cast<unsigned char>(id[i])) << (8 * i);
    return packed;
}

/// The same with a short suffix in code: "CLM"_seg.
consteval SegmentId operator""_seg(char const* text, std::size_t size) {
    return segment_id({text, size});
}

/// A code of one to four characters packed in the same way, for comparison; anything else is `no_code`.
inline constexpr std::uint32_t no_code = 0;

constexpr std::uint32_t pack_code(std::string_view code) {
    if (code.size() > 4) return no_code;
    std::uint32_t packed = no_code;
    for (std::size_t i = 0; i < code.size(); ++i) packed |= std::uint32_t(static_cast<unsigned char>(code[i])) << (8 * i);
    return packed;
}

/// Raw result of the delimiter scan; positions are offsets into the scanned text. Behind the used part of each vector there is
/// always room for eight more entries.
struct DelimiterIndex {
    std::vector<std::uint32_t> ends;         ///< every element separator and every segment terminator, ascending
    std::vector<std::uint32_t> marks;        ///< every component and repetition separator, ascending
    std::vector<std::uint32_t> segment_ends; ///< indexes into `ends` of the terminators

    std::size_t end_count = 0, mark_count = 0, segment_count = 0; ///< used parts of the vectors (which only ever grow)
};

/// Fills `index` from `text` (at most 4 GiB - 64). Uses the widest SIMD the CPU has (Google Highway, chosen at run time).
void index_delimiters(std::string_view text, Delimiters const& delimiters, DelimiterIndex& index);

/// The same, byte by byte. Tests hold the two against each other.
void index_delimiters_scalar(std::string_view text, Delimiters const& delimiters, DelimiterIndex& index);

class SegmentTable;

/// One segment: a view into a SegmentTable, cheap to copy.
class Segment {
public:
    Segment(SegmentTable const& table, std::uint32_t index) : table_(&table), index_(index) {}

    std::uint32_t index() const { return index_; }
    SegmentId id() const;
    /// The segment's text without its terminator and without line breaks and blanks before it.
    std::string_view text() const;
    /// The bytes of the id, whatever their number.
    std::string_view id_text() const;
    /// Number of elements after the id ("CLM*1*2~" has 2).
    std::uint32_t size() const;
    /// Element `n` (1 = first), empty when absent.
    std::string_view element(std::uint32_t n) const;
    /// Element `n` as pack_code() has it.
    std::uint32_t code(std::uint32_t n) const;
    /// Component `c` (1 = first) of element `n`; an element without separators is its own first component. Looks at the first repeat only.
    std::string_view component(std::uint32_t n, std::uint32_t c) const;
    /// Fills `out` with the components of element `n` (first repeat) and returns how many there are (may exceed `capacity`; the rest is
    /// not stored). An empty or absent element has none.
    std::uint32_t components(std::uint32_t n, std::string_view* out, std::uint32_t capacity) const;

    /// Offsets in the table's text of the byte behind the id ([0]) and behind each element ([1] ... [size()]), where the separators stand.
    std::uint32_t const* ends() const;
    /// Offsets of the segment's component and repetition separators, ascending; one beyond the text follows the last of the table.
    std::uint32_t const* first_mark() const;

    Place place(std::uint32_t element = 0, std::uint32_t component = 0) const {
        return {index_, static_cast<std::uint8_t>(element < 255 ? element : 255),
                static_cast<std::uint8_t>(component < 255 ? component : 255)};
    }

private:
    SegmentTable const* table_;
    std::uint32_t index_;
};

/// The segments of one piece of text. Reused from piece to piece; allocates only when a piece is larger than any before.
class SegmentTable {
public:
    /// Indexes `text`; line breaks and blanks before a segment are skipped. Text after the last terminator becomes a last,
    /// unterminated segment unless it is only line breaks; line breaks at its end do not count. Where the terminator is LF, a CR before
    /// it is no part of the segment. Empty segments (nothing but line breaks before a terminator) are dropped and counted.
    void assign(std::string_view text, Delimiters const& delimiters);

    std::uint32_t size() const { return size_; }
    /// Segments without any text that the last assign() dropped.
    std::uint32_t empty_segments() const { return empty_segments_; }
    Segment operator[](std::uint32_t index) const { return {*this, index}; }
    std::string_view text() const { return text_; }
    Delimiters const& delimiters() const { return delimiters_; }
    bool last_is_unterminated() const { return last_is_unterminated_; }

    /// Offset in text() of segment `index`'s first byte.
    std::uint32_t begin(std::uint32_t index) const { return tokens_[index].begin; }
    /// Offset of its terminator (text().size() for an unterminated last segment).
    std::uint32_t end(std::uint32_t index) const { return tokens_[index].end; }

    /// The bytes that `place` names: segment, element or component; an absent element or component gives an empty view at the
    /// segment's end, a segment that does not exist an empty view at no address.
    std::string_view at(Place place) const;

private:
    friend class Segment;
    struct Token {
        SegmentId id;
        std::uint32_t begin;
        std::uint32_t end;
        std::uint32_t first_end;  ///< index into index_.ends of the first separator (or the terminator) of this segment
        std::uint32_t elements;   ///< number of elements
        std::uint32_t first_mark; ///< index into index_.marks of the first component or repetition separator at or after begin
    };

    /// Where the next segment starts, in the text, in index_.ends and in index_.marks.
    struct Cut {
        std::uint32_t begin = 0, first_end = 0, mark = 0;
    };

    void add_segments(Cut& cut);
    [[gnu::noinline]] void add_segment(Cut& cut, std::uint32_t last_end, std::uint32_t terminator);
    void add_unterminated(Cut& cut);
    std::uint32_t const* mark_from(Token const& token, std::uint32_t position) const;

    std::string_view text_;
    Delimiters delimiters_;
    DelimiterIndex index_;
    std::vector<Token> tokens_; ///< only the first size_ are in use; the vector only ever grows
    std::uint32_t size_ = 0;
    std::uint32_t empty_segments_ = 0;
    bool last_is_unterminated_ = false;
};

// -- the hot accessors ------------------------------------------------------------------------------------------------------

inline SegmentId Segment::id() const {
    return table_->tokens_[index_].id;
}
inline std::uint32_t Segment::size() const {
    return table_->tokens_[index_].elements;
}
inline std::string_view Segment::text() const {
    auto const& token = table_->tokens_[index_];
    return {table_->text_.data() + token.begin, table_->index_.ends[token.first_end + token.elements] - token.begin};
}
inline std::string_view Segment::id_text() const {
    auto const& token = table_->tokens_[index_];
    return {table_->text_.data() + token.begin, table_->index_.ends[token.first_end] - token.begin};
}
inline std::uint32_t const* Segment::ends() const {
    return table_->index_.ends.data() + table_->tokens_[index_].first_end;
}
inline std::uint32_t const* Segment::first_mark() const {
    return table_->index_.marks.data() + table_->tokens_[index_].first_mark;
}
inline std::string_view Segment::element(std::uint32_t n) const {
    auto const& token = table_->tokens_[index_];
    if (n == 0 || n > token.elements) return {};
    std::uint32_t const* ends = table_->index_.ends.data() + token.first_end;
    std::uint32_t const begin = ends[n - 1] + 1;
    return {table_->text_.data() + begin, ends[n] - begin};
}
inline std::uint32_t Segment::code(std::uint32_t n) const {
    auto const& token = table_->tokens_[index_];
    if (n == 0 || n > token.elements) return no_code;
    std::uint32_t const* ends = table_->index_.ends.data() + token.first_end;
    std::uint32_t const begin = ends[n - 1] + 1, length = ends[n] - begin;
    if (length - 1 > 3) return no_code;
    char const* const bytes = table_->text_.data() + begin;
    if (begin + sizeof(std::uint32_t) > table_->text_.size() || std::endian::native != std::endian::little)
        return pack_code({bytes, length});
    std::uint32_t packed;
    std::memcpy(&packed, bytes, sizeof packed);
    return packed & 0xFFFFFFFF >> (32 - 8 * length);
}

} // namespace edi
