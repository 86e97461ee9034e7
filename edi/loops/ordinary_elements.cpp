// Highway compiles this file once for every instruction set (it includes itself) and picks one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "edi/loops/ordinary_elements.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "edi/loops/ordinary_elements.hpp"

HWY_BEFORE_NAMESPACE();
namespace edi::ordinary::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Bit n is element n + 1; of the elements that the guide knows.
struct ElementBits {
    std::uint32_t present = 0;
    std::uint32_t wrong = 0; ///< shorter or longer than allowed; an absent element may be here too
};

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE ElementBits measure(std::uint32_t const* ends, std::uint32_t count, std::int32_t const* shortest, std::int32_t const* longest) {
    ElementBits bits;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const length = static_cast<std::int32_t>(ends[i + 1] - ends[i] - 1);
        if (length != 0) bits.present |= 1u << i;
        if (length < shortest[i] || length > longest[i]) bits.wrong |= 1u << i;
    }
    return bits;
}

#else

/// Eight elements at a time: the index and the table both have so many entries more than they need.
HWY_INLINE ElementBits measure(std::uint32_t const* ends, std::uint32_t count, std::int32_t const* shortest, std::int32_t const* longest) {
    hn::CappedTag<std::int32_t, 8> const tag;
    std::size_t const lanes = hn::Lanes(tag);
    auto const* const at = reinterpret_cast<std::int32_t const*>(ends);
    ElementBits bits;
    for (std::size_t i = 0; i < count; i += lanes) {
        auto const length = hn::Sub(hn::Sub(hn::LoadU(tag, at + i + 1), hn::LoadU(tag, at + i)), hn::Set(tag, 1));
        auto const wrong = hn::Or(hn::Lt(length, hn::LoadU(tag, shortest + i)), hn::Gt(length, hn::LoadU(tag, longest + i)));
        // StoreMaskBits may write eight bytes, whatever the width of the vector.
        std::uint8_t present_bits[8], wrong_bits[8];
        hn::StoreMaskBits(tag, hn::Gt(length, hn::Zero(tag)), present_bits);
        hn::StoreMaskBits(tag, wrong, wrong_bits);
        bits.present |= std::uint32_t{present_bits[0]} << i;
        bits.wrong |= std::uint32_t{wrong_bits[0]} << i;
    }
    auto const known = static_cast<std::uint32_t>((std::uint64_t{1} << count) - 1);
    return {bits.present & known, bits.wrong & known};
}

#endif

// -- values ------------------------------------------------------------------------------------------------------------------------
// Eight bytes at a time, as one integer whose lowest byte is the first. Callers see to it that they may be loaded.

constexpr std::uint64_t every_byte(std::uint64_t byte) {
    return byte * 0x0101010101010101;
}

HWY_INLINE std::uint64_t eight_bytes(char const* text) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// The first `length` (1 to 8) bytes.
HWY_INLINE std::uint64_t first_bytes(char const* text, std::uint32_t length) {
    return eight_bytes(text) & (~std::uint64_t{0} >> (64 - 8 * length));
}

/// Each byte's distance from '0', 0 beyond `length`: below ten for digits alone.
HWY_INLINE std::uint64_t digits_of(char const* text, std::uint32_t length) {
    return (eight_bytes(text) ^ every_byte('0')) & (~std::uint64_t{0} >> (64 - 8 * length));
}

/// The high bits of the bytes that are no digits (a byte above one that is none may be among them too).
HWY_INLINE std::uint64_t no_digits(std::uint64_t digits) {
    return ((digits + every_byte(0x80 - 10)) | digits) & every_byte(0x80);
}

HWY_INLINE bool all_digits(char const* text, std::uint32_t length) {
    if (length <= 8) return no_digits(digits_of(text, length)) == 0;
    if (length > 16) return false;
    return (no_digits(digits_of(text, 8)) | no_digits(digits_of(text + length - 8, 8))) == 0;
}

/// Digits of a number without sign and exponent; 0 for any other and for longer ones.
HWY_INLINE std::uint32_t decimal_digits(char const* text, std::uint32_t length) {
    if (length > 8) return 0;
    std::uint64_t const digits = digits_of(text, length), others = no_digits(digits);
    if (others == 0) return length;
    constexpr std::uint64_t point = '.' ^ '0';
    bool const one_point = (others & (others - 1)) == 0 && (digits >> (std::countr_zero(others) - 7) & 0xFF) == point;
    return one_point ? length - 1 : 0;
}

HWY_INLINE std::uint32_t two_digits(char const* text) {
    return static_cast<std::uint32_t>((text[0] - '0') * 10 + (text[1] - '0'));
}

/// CCYYMMDD in 1900 to 2099, not after the 28th.
HWY_INLINE bool is_plain_day(char const* text) {
    if (no_digits(eight_bytes(text) ^ every_byte('0')) != 0) return false;
    return two_digits(text) - 19 < 2 && two_digits(text + 4) - 1 < 12 && two_digits(text + 6) - 1 < 28;
}

HWY_INLINE bool is_plain_minute(char const* text) {
    return no_digits(digits_of(text, 4)) == 0 && two_digits(text) < 24 && two_digits(text + 2) < 60;
}

constexpr std::uint64_t packed_format(std::string_view format) {
    std::uint64_t packed = 0;
    for (std::size_t i = format.size(); i-- > 0;) packed = packed << 8 | static_cast<unsigned char>(format[i]);
    return packed;
}

/// `format` stands before the value, behind a separator. Whether a period ends before it begins is for others to see.
HWY_INLINE bool is_plain_dated(char const* format, std::uint32_t format_length, char const* text, std::uint32_t length) {
    if (format_length - 1 > 7) return false;
    switch (first_bytes(format, format_length)) {
        case packed_format("D8"): return length == 8 && is_plain_day(text);
        case packed_format("RD8"):
            return length == 17 && text[8] == '-' && is_plain_day(text) && is_plain_day(text + 9) && std::memcmp(text, text + 9, 8) <= 0;
        case packed_format("DT"): return length == 12 && is_plain_day(text) && is_plain_minute(text + 8);
        case packed_format("TM"): return length == 4 && is_plain_minute(text);
        default: return false;
    }
}

// -- segments ----------------------------------------------------------------------------------------------------------------------

/// One run over one piece. Plain pointers, because the compiler would load those of a vector again for every segment.
class Pass {
public:
    Pass(SegmentTable const& segments, ElementTable const& table, std::uint32_t* quiet)
        : checks_(table.segments.data()), shortest_(table.shortest.data()), longest_(table.longest.data()), values_(table.values.data()),
          components_(table.components.data()), letters_(table.letters.data()), lists_(table.lists.data()), codes_(table.codes.data()),
          notes_(table.notes.data()), bytes_(segments.text().data()), quiet_(quiet), repetition_(segments.delimiters().repetition),
          // Values are loaded by eights, from their first byte or from eight before their last.
          safe_end_(segments.text().size() < 32 ? 0 : static_cast<std::uint32_t>(segments.text().size() - 16)) {}

    HWY_INLINE bool ordinary(Segment const segment, NodeIndex node) const {
        SegmentCheck const& check = checks_[node];
        std::uint32_t const* const ends = segment.ends();
        std::uint32_t const sent = segment.size();
        if (sent > check.count || ends[sent] > safe_end_) return false;
        ElementBits const bits = measure(ends, sent, shortest_ + check.first, longest_ + check.first);
        if (((check.required & ~bits.present) | (bits.wrong & bits.present)) != 0) return false;
        std::uint32_t const* mark = segment.first_mark();
        ValueCheck const* const values = values_ + check.first;
        for (std::uint32_t left = bits.present & check.valued; left != 0; left &= left - 1) {
            auto const i = static_cast<std::uint32_t>(std::countr_zero(left));
            std::uint32_t const begin = ends[i] + 1, end = ends[i + 1];
            if (values[i].kind == ValueKind::composite) {
                if (!composite(values[i], begin, end, mark)) return false;
            } else if (!value(values[i], begin, end, [&] { return i == 0 ? begin : ends[i - 1] + 1; })) {
                return false;
            }
        }
        if (*mark < ends[sent]) return false;
        return check.note_count == 0 || quiet_[node] == bits.present || keeps_notes(check, bits.present, quiet_[node]);
    }

private:
    /// The value in [begin, end), which is not empty. `before`: where the value before it begins.
    template <class Before>
    HWY_INLINE bool value(ValueCheck const& check, std::uint32_t begin, std::uint32_t end, Before before) const {
        char const* const text = bytes_ + begin;
        std::uint32_t const length = end - begin;
        switch (check.kind) {
            case ValueKind::plain: return true;
            case ValueKind::letters: return length == 1 && (letters_[check.first] & letter_bit(*text)) != 0;
            case ValueKind::codes: return length <= 8 && has_code(lists_[check.first], first_bytes(text, length));
            case ValueKind::decimal: {
                std::uint32_t const digits = decimal_digits(text, length);
                return digits != 0 && digits >= check.least && digits <= check.count;
            }
            case ValueKind::integer: return length >= check.least && length <= check.count && all_digits(text, length);
            case ValueKind::day: return length == 8 && is_plain_day(text);
            case ValueKind::time: return length == 4 && is_plain_minute(text);
            case ValueKind::dated: {
                std::uint32_t const format = before();
                return format < begin && is_plain_dated(bytes_ + format, begin - format - 1, text, length);
            }
            case ValueKind::digits: return length == check.count && all_digits(text, length);
            case ValueKind::interchange_day: // rare: looked at one by one
            case ValueKind::composite: break;
        }
        return false;
    }

    HWY_INLINE bool has_code(CodeList const& list, ListedCode code) const {
        return codes_[list.first + ((code * list.factor) >> list.shift)] == code;
    }

    /// A composite of one repeat in [begin, end); `mark` is the next separator that has not been passed.
    HWY_INLINE bool composite(ValueCheck const& check, std::uint32_t begin, std::uint32_t end, std::uint32_t const*& mark) const {
        if (*mark < begin) return false;
        ComponentCheck const* part = components_ + check.first;
        ComponentCheck const* const last = part + check.count;
        ComponentCheck const* const least = part + check.least;
        for (std::uint32_t before = begin;; ++part) {
            std::uint32_t const stop = *mark < end ? *mark : end, length = stop - begin;
            if (part == last) return false;
            if (length == 0 ? part->required : length < part->shortest || length > part->longest) return false;
            if (length != 0 && part->value.kind != ValueKind::plain && !value(part->value, begin, stop, [before] { return before; }))
                return false;
            if (stop == end) return part + 1 >= least;
            if (bytes_[stop] == repetition_) return false;
            ++mark;
            before = begin;
            begin = stop + 1;
        }
    }

    HWY_NOINLINE bool keeps_notes(SegmentCheck const& check, std::uint32_t present, std::uint32_t& quiet) const {
        for (std::uint32_t i = 0; i < check.note_count; ++i)
            if (notes_[check.first_note + i].broken(present)) return false;
        quiet = present;
        return true;
    }

    SegmentCheck const* checks_;
    std::int32_t const *shortest_, *longest_;
    ValueCheck const* values_;
    ComponentCheck const* components_;
    std::uint64_t const* letters_;
    CodeList const* lists_;
    ListedCode const* codes_;
    NoteCheck const* notes_;
    char const* bytes_;
    std::uint32_t* quiet_;
    char repetition_;
    std::uint32_t safe_end_; ///< segments that end behind it are left to others
};

void find(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, std::uint32_t* quiet,
          std::vector<std::uint32_t>& doubtful) {
    Pass const pass(segments, table, quiet);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (placed[i].node == no_node) continue;
        if (!pass.ordinary(segments[placed[i].segment], placed[i].node)) doubtful.push_back(static_cast<std::uint32_t>(i));
    }
}

} // namespace edi::ordinary::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace edi {
namespace ordinary {
HWY_EXPORT(find);
}

void find_doubtful(SegmentTable const& segments, std::span<PlacedSegment const> placed, ElementTable const& table, std::uint32_t* quiet,
                   std::vector<std::uint32_t>& doubtful) {
    using namespace ordinary;
    HWY_DYNAMIC_DISPATCH(find)(segments, placed, table, quiet, doubtful);
}

} // namespace edi

#endif
