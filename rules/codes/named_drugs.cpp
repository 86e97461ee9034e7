#include "rules/codes/named_drugs.hpp"

#include <algorithm>

namespace rules {

namespace {

char upper(char c) {
    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_word_character(char c) {
    return ('A' <= upper(c) && upper(c) <= 'Z') || ('0' <= c && c <= '9');
}

bool same_word(std::string_view word, std::string_view capitals) {
    return std::equal(word.begin(), word.end(), capitals.begin(), capitals.end(), [](char a, char b) { return upper(a) == b; });
}

} // namespace

bool names_drug(std::string_view text, Drug const& drug) {
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
        for (end = begin; end < text.size() && is_word_character(text[end]);) ++end;
        for (std::string const& name : drug.names)
            if (same_word(text.substr(begin, end - begin), name)) return true;
    }
    return false;
}

NamedDrugs drugs_named_in(std::string_view text, ClaimFacts const& facts, LineFacts const& line) {
    NamedDrugs found;
    if (text.empty()) return found;
    for (Drug const& drug : facts.policy.drugs()) {
        if (drug.names.empty() || !line.within(drug.valid) || !names_drug(text, drug)) continue;
        if (found.count > 0 && found.list[0]->substance != drug.substance) continue;
        if (found.count < found.list.size()) found.list[found.count++] = &drug;
    }
    return found;
}

void say_drugs(std::span<Drug const* const> drugs, Message& m) {
    bool first = true;
    for (Drug const* drug : drugs) {
        if (first) m << drug->substance;
        m << (first ? ", " : " or ") << drug->code << " (" << drug->unit_amount << ' ' << drug->unit_measure << " a unit)";
        first = false;
    }
}

} // namespace rules
