#include "engine/report/utf8.hpp"

#include <cstdint>

#include "engine/report/plain_text.hpp"

namespace engine::report {
namespace {

unsigned char byte(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool is_continuation(unsigned char b) {
    return (b & 0xC0) == 0x80;
}

/// The first continuation byte is what tells overlong forms, surrogates and too large numbers apart (Unicode 15, table 3-7).
bool second_fits(unsigned char first, unsigned char second) {
    switch (first) {
        case 0xE0: return second >= 0xA0 && second <= 0xBF;
        case 0xED: return second >= 0x80 && second <= 0x9F;
        case 0xF0: return second >= 0x90 && second <= 0xBF;
        case 0xF4: return second >= 0x80 && second <= 0x8F;
        default: return is_continuation(second);
    }
}

/// Of a valid sequence of two or more bytes: may it not be shown? C1 controls (they can be terminal commands), line and paragraph separator, and
/// the marks that turn the direction of writing (they can make a text read as something else).
bool is_disturbing(std::string_view sequence) {
    auto const second = byte(sequence, 1), third = byte(sequence, 2);
    if (sequence.size() == 2) return byte(sequence, 0) == 0xC2 && second < 0xA0;
    if (sequence.size() != 3 || byte(sequence, 0) != 0xE2) return false;
    bool const separator_or_direction = second == 0x80 && (third >= 0xA8 && third <= 0xAE);
    bool const direction_mark = second == 0x80 && (third == 0x8E || third == 0x8F);
    bool const isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
    return separator_or_direction || direction_mark || isolate;
}

} // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
    auto const first = byte(text, at);
    if (first < 0x80) return 1;
    std::size_t const length = first >= 0xC2 && first <= 0xDF   ? 2
                               : first >= 0xE0 && first <= 0xEF ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || at + length > text.size()) return 0;
    if (!second_fits(first, byte(text, at + 1))) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (!is_continuation(byte(text, at + i))) return 0;
    return length;
}

bool is_printable(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        i += plain_length(text, i);
        if (i == text.size()) break;
        std::size_t const length = utf8_length(text, i);
        if (length < 2 || is_disturbing(text.substr(i, length))) return false;
        i += length;
    }
    return true;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const plain = plain_length(text, i);
        count += plain;
        i += plain;
        if (i == text.size()) break;
        std::size_t const length = utf8_length(text, i);
        i += length == 0 ? 1 : length;
        ++count;
    }
    return count;
}

void append_printable(std::string_view text, std::string& out) {
    std::size_t done = 0; // what is before it has been appended
    for (std::size_t i = 0; i < text.size();) {
        i += plain_length(text, i);
        if (i == text.size()) break;
        std::size_t const length = utf8_length(text, i);
        bool const stays = length >= 2 && !is_disturbing(text.substr(i, length));
        if (!stays) {
            out.append(text, done, i - done);
            if (length == 0)
                out.append(replacement_character);
            else
                out.push_back('.');
            done = i + (length == 0 ? 1 : length);
        }
        i += length == 0 ? 1 : length;
    }
    out.append(text, done, text.size() - done);
}

} // namespace engine::report
