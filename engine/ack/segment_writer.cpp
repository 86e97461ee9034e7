#include "engine/ack/segment_writer.hpp"

#include <algorithm>
#include <charconv>

namespace engine::ack {
namespace {

constexpr edi::Delimiters usual{};

/// The character that stands for `c` in an answer; 0 = none (the later bytes of a UTF-8 character).
char answer_character(char c, edi::Delimiters const& delimiters) {
    auto const& [element, component, repetition, segment] = delimiters;
    auto const byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) return 0;
    bool const delimiter = c == element || c == component || c == repetition || c == segment;
    return byte < 0x20 || byte >= 0x7F || delimiter ? ' ' : c;
}

char* write_clean_by_character(std::string_view text, std::size_t most, edi::Delimiters const& delimiters, char* out) {
    char* const begin = out;
    for (char const c : text) {
        if (static_cast<std::size_t>(out - begin) == most) break;
        char const clean = answer_character(c, delimiters);
        bool const leading_blank = clean == ' ' && out == begin;
        if (clean != 0 && !leading_blank) *out++ = clean;
    }
    while (out > begin && out[-1] == ' ') --out;
    return out;
}

// Eight characters at a time, one in each byte of a word.
using Word = std::uint64_t;
constexpr Word each = 0x0101010101010101, high_bits = 0x80 * each, blanks = ' ' * each;

/// Not 0 when a byte of `word` is 0.
constexpr Word zeros(Word word) {
    return (word - each) & ~word & high_bits;
}

/// Not 0 when answer_character() would change one of the eight; of answers with the usual delimiters.
constexpr Word unclean(Word word) {
    Word const not_ascii = word & high_bits, control = (word - 0x20 * each) & ~word & high_bits;
    Word const asterisk_or_colon = zeros((word | 0x10 * each) ^ 0x3A * each), caret_or_tilde = zeros((word | 0x20 * each) ^ 0x7E * each);
    return not_ascii | control | asterisk_or_colon | caret_or_tilde | zeros(word ^ 0x7F * each);
}
static_assert(('*' | 0x10) == ':' && ('^' | 0x20) == '~');

template <class Part>
Part load(char const* from) {
    Part part;
    std::memcpy(&part, from, sizeof part);
    return part;
}

/// Copies the first and the last part, which overlap when `size` is less than two parts.
template <class Part>
struct Ends {
    Part first, last;
    Ends(char const* from, std::size_t size, char* to) : first(load<Part>(from)), last(load<Part>(from + size - sizeof(Part))) {
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + size - sizeof last, &last, sizeof last);
    }
};

/// Copies `size` > 0 bytes and says whether all of them are clean.
bool copy_if_clean(char const* from, std::size_t size, char* to) {
    if (from[0] == ' ' || from[size - 1] == ' ') return false;
    Word found = 0;
    if (size >= 8) {
        for (std::size_t i = 8; i + 8 < size; i += 8) {
            auto const word = load<Word>(from + i);
            std::memcpy(to + i, &word, sizeof word);
            found |= unclean(word);
        }
        Ends<Word> const ends(from, size, to);
        found |= unclean(ends.first) | unclean(ends.last);
    } else if (size >= 4) {
        Ends<std::uint32_t> const ends(from, size, to);
        found = unclean(Word{ends.first} << 32 | ends.last);
    } else if (size >= 2) {
        Ends<std::uint16_t> const ends(from, size, to);
        found = unclean(blanks << 32 | Word{ends.first} << 16 | ends.last);
    } else {
        return (*to = *from) == answer_character(*from, usual);
    }
    return found == 0;
}

} // namespace

char* write_clean(std::string_view text, std::size_t most, edi::Delimiters const& delimiters, char* out) {
    if (text.empty()) return out;
    std::size_t const size = std::min(text.size(), most);
    bool const copied = delimiters == usual && copy_if_clean(text.data(), size, out);
    return copied ? out + size : write_clean_by_character(text, most, delimiters, out);
}

bool append_clean(std::string_view text, std::size_t most, edi::Delimiters const& delimiters, std::string& out) {
    char clean[clean_most];
    auto const length = static_cast<std::size_t>(write_clean(text, most, delimiters, clean) - clean);
    out.append(clean, length);
    return length > 0;
}

void SegmentWriter::put_translated(std::string_view text) {
    make_room(text.size());
    if (text.size() > sizeof held_) text = {}; // our own texts are constants and numbers
    for (char const c : text) *at_++ = c == '*' ? delimiters_.element : c == ':' ? delimiters_.component : c;
}

/// Writes separators first and takes them back when nothing follows.
void SegmentWriter::clean(std::string_view text, std::size_t most, std::string_view fallback, std::size_t least) {
    if (text.empty() && fallback.empty()) return;
    std::size_t const elements = elements_due_, components = components_due_;
    make_room(elements + components + clean_most);
    char* const begin = at_;
    separators();
    char* const end = write_clean(text, most, delimiters_, at_);
    if (static_cast<std::size_t>(end - at_) >= least) {
        at_ = end;
    } else if (!fallback.empty()) {
        put(fallback);
    } else {
        at_ = begin;
        elements_due_ = elements;
        components_due_ = components;
    }
}

SegmentWriter& SegmentWriter::number(std::uint64_t value) {
    char digits[24];
    return element({digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits)});
}

SegmentWriter& SegmentWriter::money(std::int64_t cents) {
    if (cents > 0 && cents % 100 == 0) return number(static_cast<std::uint64_t>(cents / 100)); // most charges, and the quick way
    char digits[32];
    return element({digits, static_cast<std::size_t>(edi::write_x12_money(digits, cents) - digits)});
}

SegmentWriter& SegmentWriter::day(edi::Day day) {
    char digits[16];
    return element({digits, static_cast<std::size_t>(edi::write_day(digits, day) - digits)});
}

} // namespace engine::ack
