#include "engine/ack/answer_delimiters.hpp"

#include <string_view>

namespace engine::ack {
namespace {

/// Punctuation that is in nothing that we write ourselves, and the separators of ASCII.
bool separates(char c) {
    constexpr std::string_view punctuation = "!\"#$%&'()*+,/:;<=>?@[\\]^_`{|}~";
    return punctuation.find(c) != std::string_view::npos || (c >= 0x1C && c <= 0x1F);
}

} // namespace

bool are_for_answers(edi::Delimiters const& received) {
    auto const& [element, component, repetition, segment] = received;
    bool const ends = separates(segment) || segment == '\n' || segment == '\r';
    return separates(element) && separates(component) && (repetition == 0 || separates(repetition)) && ends;
}

edi::Delimiters answer_delimiters(edi::Delimiters const& received) {
    if (!are_for_answers(received)) return {};
    edi::Delimiters chosen = received;
    for (char const c : std::string_view("^{|>\\"))
        if (chosen.repetition == 0 && c != chosen.element && c != chosen.component && c != chosen.segment) chosen.repetition = c;
    return chosen;
}

} // namespace engine::ack
