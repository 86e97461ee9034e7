#include "engine/mask/masker.hpp"

#include <algorithm>
#include <array>

#include "edi/text/digits.hpp"
#include "edi/text/values.hpp"
#include "rules/documents/spoken.hpp"

namespace engine::mask {
namespace {

constexpr std::size_t too_short = 2; ///< of a word that nobody knows: a code, no name and no number

using edi::is_digit;
using rules::capital;

bool is_letter(char c) {
    return 'A' <= capital(c) && capital(c) <= 'Z';
}
/// Bytes outside of ASCII are parts of letters.
bool is_word(char c) {
    return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string capitals(std::string_view word) {
    std::string out(word);
    for (char& c : out) c = capital(c);
    return out;
}

/// Calls `visit(begin, end)` for each longest run of characters that are `in`.
template <class In, class Visit>
void for_each_run(char const* text, std::size_t size, In&& in, Visit&& visit) {
    for (std::size_t begin = 0; begin < size;) {
        if (!in(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < size && in(text[end])) ++end;
        visit(begin, end);
        begin = end;
    }
}

constexpr std::array<std::string_view, 8> box_words{"PO", "P", "O", "POBOX", "POST", "OFFICE", "BOX", "LOCK"};
bool is_box_word(std::string_view word) {
    std::string const wanted = capitals(word);
    return wanted == "LOCKBOX" || std::find(box_words.begin(), box_words.end(), wanted) != box_words.end();
}

void add_words(std::string_view text, std::vector<std::string>& words) {
    for_each_run(text.data(), text.size(), is_word,
                 [&](std::size_t begin, std::size_t end) { words.push_back(capitals(text.substr(begin, end - begin))); });
}

void add_policy(rules::Policy const& policy, std::vector<std::string>& words, std::vector<std::string>& measures) {
    for (rules::Drug const& drug : policy.drugs()) {
        for (std::string const& name : drug.names) add_words(name, words);
        add_words(drug.unit_measure, measures);
    }
    for (rules::Route const& route : policy.sections().routes.all())
        for (std::string const& word : route.words) add_words(word, words);
}

void sort_words(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

} // namespace

KnownWords::KnownWords(rules::Policy const& policy) : measures_{"G", "GM", "GRAM", "IU", "MCG", "MG", "ML", "UG", "UNIT", "UNITS"} {
    add_policy(policy, words_, measures_);
    for (std::string_view const name : rules::builtin_policies()) {
        auto const loaded = rules::load_policies(std::array{std::string(name)});
        add_policy(std::get<rules::Policy>(loaded), words_, measures_);
    }
    sort_words(measures_);
    words_.insert(words_.end(), measures_.begin(), measures_.end());
    sort_words(words_);
}

bool KnownWords::has(std::string_view word) const {
    return std::binary_search(words_.begin(), words_.end(), capitals(word));
}
bool KnownWords::is_measure(std::string_view word) const {
    return std::binary_search(measures_.begin(), measures_.end(), capitals(word));
}

void Masker::mask_words(char* text, std::size_t size) const {
    for_each_run(text, size, is_word, [&](std::size_t begin, std::size_t end) { cipher_.mask(text + begin, end - begin); });
}

void Masker::mask_street(char* text, std::size_t size) const {
    for_each_run(text, size, is_word,
                 [&](std::size_t begin, std::size_t end) { cipher_.mask_unless(text + begin, end - begin, is_box_word); });
}

// Codes with five and with nine digits must stay the same place.
void Masker::mask_zip(char* text, std::size_t size) const {
    constexpr std::size_t kept = 3, place = 5;
    if (size <= kept) return;
    std::size_t const end = std::min(size, place);
    mask_words(text + kept, end - kept);
    mask_words(text + end, size - end);
}

// What is no day stays none.
void Masker::mask_birth(char* text, std::size_t size) const {
    auto const read = edi::read_day({text, size});
    if (read.reading != edi::Reading::ok || size != 8) {
        for (std::size_t i = 0; i < size; ++i)
            if (is_digit(text[i])) text[i] = '9';
        return;
    }
    std::array<char, 8> day{};
    std::copy(text, text + size, day.begin());
    unsigned days = 28;
    for (unsigned last = 31; last > days; --last) {
        day[6] = static_cast<char>('0' + last / 10);
        day[7] = static_cast<char>('0' + last % 10);
        if (edi::read_day({day.data(), day.size()}).reading == edi::Reading::ok) days = last;
    }
    auto const born = static_cast<unsigned>((text[6] - '0') * 10 + (text[7] - '0'));
    unsigned const mask = cipher_.mask_below(days, born - 1, std::string_view(text, 6)) + 1;
    text[6] = static_cast<char>('0' + mask / 10);
    text[7] = static_cast<char>('0' + mask % 10);
}

void Masker::mask_text(char* text, std::size_t size) const {
    // An amount of something: "18,000 IU", "2.5mL".
    auto const before_measure = [&](std::size_t at) {
        while (at < size && (is_digit(text[at]) || text[at] == '.' || text[at] == ',')) ++at;
        while (at < size && text[at] == ' ') ++at;
        std::size_t end = at;
        while (end < size && is_letter(text[end])) ++end;
        return end > at && words_.is_measure({text + at, end - at});
    };
    auto const known = [this](std::string_view word) { return words_.has(word); };
    for_each_run(text, size, is_word, [&](std::size_t begin, std::size_t end) {
        if (words_.has({text + begin, end - begin})) return;
        auto const letters = [](char c) { return is_word(c) && !is_digit(c); };
        for_each_run(text + begin, end - begin, is_digit, [&](std::size_t from, std::size_t to) {
            if (!before_measure(begin + to)) cipher_.mask(text + begin + from, to - from);
        });
        for_each_run(text + begin, end - begin, letters,
                     [&](std::size_t from, std::size_t to) { cipher_.mask_unless(text + begin + from, to - from, known); });
    });
}

void Masker::mask_unknown(char* text, std::size_t size) const {
    for_each_run(text, size, is_word, [&](std::size_t begin, std::size_t end) {
        if (end - begin > too_short) cipher_.mask(text + begin, end - begin);
    });
}

void Masker::mask_value(Holds holds, char* text, std::size_t size) const {
    switch (holds) {
        case Holds::nothing: break;
        case Holds::name:
        case Holds::id: mask_words(text, size); break;
        case Holds::street: mask_street(text, size); break;
        case Holds::zip: mask_zip(text, size); break;
        case Holds::birth: mask_birth(text, size); break;
        case Holds::text: mask_text(text, size); break;
    }
}

void Masker::mask_segment(char* text, std::size_t size, edi::Delimiters const& delimiters) const {
    std::string_view const segment(text, size);
    std::string_view const id = segment.substr(0, segment.find(delimiters.element));
    auto const* const elements = masked_elements(edi::segment_id(id));
    if (!elements) return mask_unknown(text + (id.size() <= 3 ? id.size() : 0), size - (id.size() <= 3 ? id.size() : 0));
    for (MaskedElement const& masked : *elements)
        if (auto const part = masked_part(segment, delimiters, masked))
            mask_value(masked.holds, text + part->begin, part->end - part->begin);
}

} // namespace engine::mask
