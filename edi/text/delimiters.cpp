#include "edi/text/delimiters.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "edi/text/space.hpp"

namespace edi {
namespace {

/// Where the 16 element separators of a well-formed ISA stand.
constexpr std::array<std::size_t, 16> separator_places{3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103};
/// An ISA of the wrong width is looked for no further than this: twice the standard's length leaves room for padded names.
constexpr std::size_t longest_odd_isa = 2 * isa_length;

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool may_terminate(char c) {
    return !is_letter_or_digit(c) && c != ' ' && c != '\0';
}

/// Line breaks may stand between segments, so only the terminator may be one.
bool may_separate(char c) {
    return may_terminate(c) && !is_line_break(c);
}

/// The separator stands at each of the standard's positions that `text` still has.
bool separators_in_place(std::string_view text, char separator) {
    return std::all_of(separator_places.begin(), separator_places.end(),
                       [&](std::size_t place) { return place >= text.size() || text[place] == separator; });
}

/// What follows the terminator of an ISA looks like a segment, or the text ends. Tells an ISA of odd width from one with
/// too few elements, where the sixteenth separator belongs to a later segment.
bool segment_follows(std::string_view rest, char separator) {
    std::size_t at = 0;
    while (at < rest.size() && is_line_break(rest[at])) ++at;
    std::size_t letters = 0;
    while (at < rest.size() && letters < 3 && is_letter_or_digit(rest[at])) ++at, ++letters;
    return at == rest.size() || (letters >= 2 && rest[at] == separator);
}

IsaReading judged(IsaFault fault, Delimiters const& delimiters, std::size_t length) {
    auto const& [element, component, repetition, segment] = delimiters;
    if (!may_separate(component) || !may_terminate(segment)) return {IsaFault::delimiter_not_allowed, delimiters, 0};
    if (repetition != 0 && !may_separate(repetition)) return {IsaFault::delimiter_not_allowed, delimiters, 0};
    bool const distinct = element != component && element != repetition && element != segment && component != repetition &&
                          component != segment && repetition != segment;
    if (!distinct) return {IsaFault::delimiters_not_distinct, delimiters, 0};
    return {fault, delimiters, length};
}

/// ISA11 of the older standard is a letter; a blank one separates nothing either.
char repetition_of(std::string_view isa11) {
    if (isa11.size() != 1 || !may_terminate(isa11[0])) return 0;
    return isa11[0];
}

/// Reads by splitting at the separator, for an ISA whose elements are not as wide as they should be.
IsaReading read_odd_isa(std::string_view text) {
    char const separator = text[3];
    std::string_view const window = text.substr(0, longest_odd_isa);
    std::array<std::size_t, separator_places.size()> places{};
    std::size_t from = 3;
    for (auto& place : places) {
        place = window.find(separator, from);
        if (place == std::string_view::npos) return {window.size() == text.size() ? IsaFault::truncated : IsaFault::not_an_isa, {}, 0};
        from = place + 1;
    }
    std::size_t const terminator = places.back() + 2;
    if (terminator >= text.size()) return {IsaFault::truncated, {}, 0};
    if (!segment_follows(text.substr(terminator + 1), separator)) return {IsaFault::not_an_isa, {}, 0};
    std::string_view const isa11 = text.substr(places[10] + 1, places[11] - places[10] - 1);
    return judged(IsaFault::wrong_width, {separator, text[terminator - 1], repetition_of(isa11), text[terminator]}, terminator + 1);
}

} // namespace

IsaReading read_isa(std::string_view text) {
    constexpr std::string_view isa = "ISA";
    if (!text.empty() && text.size() <= isa.size() && isa.starts_with(text)) return {IsaFault::truncated, {}, 0};
    if (!text.starts_with(isa) || !may_separate(text[3])) return {IsaFault::not_an_isa, {}, 0};

    char const separator = text[3];
    if (!separators_in_place(text, separator)) return read_odd_isa(text);
    if (text.size() < isa_length) return {IsaFault::truncated, {}, 0};
    // A separator inside an element's fixed width: the positions still tell everything, but the elements are not as they should be.
    auto const found = std::count(text.begin(), text.begin() + separator_places.back() + 1, separator);
    auto const fault = found == std::ptrdiff_t(separator_places.size()) ? IsaFault::none : IsaFault::wrong_width;
    return judged(fault, {separator, text[104], repetition_of(text.substr(82, 1)), text[105]}, isa_length);
}

bool looks_like_isa(std::string_view text) {
    return text.starts_with("ISA") && text.size() > 3 && std::ispunct(static_cast<unsigned char>(text[3]));
}

std::size_t find_isa(std::string_view text, std::size_t from) {
    for (auto at = text.find("ISA", from); at != std::string_view::npos; at = text.find("ISA", at + 1)) {
        if (at + 3 >= text.size()) return std::string_view::npos;
        if (may_separate(text[at + 3]) && separators_in_place(text.substr(at), text[at + 3])) return at;
    }
    return std::string_view::npos;
}

} // namespace edi
