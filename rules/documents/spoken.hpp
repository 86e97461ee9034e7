// What the free texts of a claim say of a line: its description, its notes and those of the claim.
#pragma once

#include <string_view>

#include "edi/claim/claim.hpp"

namespace rules {

inline bool is_word_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

inline char capital(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Whether `text` has `word` (in capitals) standing by itself, however it is written.
inline bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
        std::size_t same = 0;
        while (same < word.size() && capital(text[at + same]) == word[same]) ++same;
        bool const begins = at == 0 || !is_word_character(text[at - 1]);
        bool const ends = at + word.size() == text.size() || !is_word_character(text[at + word.size()]);
        if (same == word.size() && begins && ends) return true;
    }
    return false;
}

/// Whether `text` has a number with `measure` (in capitals) behind it, with or without a blank between: "5000 IU", "18,000IU".
inline bool has_amount(std::string_view text, std::string_view measure) {
    for (std::size_t at = 1; at + measure.size() <= text.size(); ++at) {
        std::size_t same = 0;
        while (same < measure.size() && capital(text[at + same]) == measure[same]) ++same;
        bool const ends = at + measure.size() == text.size() || !is_word_character(text[at + measure.size()]);
        if (same != measure.size() || !ends) continue;
        std::size_t before = at;
        while (before > 0 && text[before - 1] == ' ') --before;
        if (before > 0 && text[before - 1] >= '0' && text[before - 1] <= '9') return true;
    }
    return false;
}

/// Whether any of the texts fulfils `says`.
template <class Says>
bool is_said(edi::Claim const& claim, edi::ServiceLine const& line, Says&& says) {
    if (says(line.description.text)) return true;
    for (edi::Note const& note : edi::Claim::part(claim.notes, line.notes))
        if (says(note.text.text)) return true;
    for (edi::Note const& note : edi::Claim::part(claim.notes, claim.own_notes))
        if (says(note.text.text)) return true;
    return false;
}

} // namespace rules
