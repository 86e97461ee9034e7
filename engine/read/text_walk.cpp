#include "engine/read/text_walk.hpp"

#include <algorithm>
#include <cctype>

namespace engine::read {
namespace {

using Kind = TextToken::Kind;

constexpr std::size_t enough_for_isa = 256, longest_word = 4096;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) {
    return c == '\r' || c == '\n' || c == ' ' || c == '\t';
}

bool is_whole_isa(std::string_view text) {
    edi::IsaReading const isa = edi::read_isa(text);
    return isa.fault == edi::IsaFault::none && isa.length == edi::isa_length;
}

TextToken token(Kind kind, std::size_t size) {
    return {kind, size, size};
}

} // namespace

TextToken TextWalk::next(std::string_view text, bool whole) {
    if (!whole && text.size() < enough_for_isa) return {};
    if (first_ && text.starts_with(byte_order_mark)) return first_ = false, token(Kind::blank, byte_order_mark.size());
    first_ = false;
    if (std::size_t const size = blanks(text); size > 0) return token(Kind::blank, size);
    return delimiters_ ? inside(text, whole) : outside(text, whole);
}

std::size_t TextWalk::blanks(std::string_view text) const {
    std::size_t size = 0;
    while (size < text.size() && is_blank(text[size]) && (!delimiters_ || text[size] != delimiters_->segment)) ++size;
    return size;
}

// An ISA of any width stands where an interchange is due; within other text only one in every detail is one.
TextToken TextWalk::outside(std::string_view text, bool whole) {
    std::size_t const isa = !stray_ && edi::looks_like_isa(text) ? 0 : edi::find_isa(text);
    if (isa == 0) return open_interchange(text);
    std::size_t sure = text.size();
    if (!whole) { // the end may be the begin of an ISA; and no word is cut, so that it does not matter how the text comes in
        sure -= std::min(text.size(), edi::isa_length);
        std::size_t const most = sure;
        while (sure > 0 && is_word(text[sure - 1])) --sure;
        if (sure == 0 && isa > most && text.size() < longest_word) return {};
        if (sure == 0) sure = most;
    }
    stray_ = true;
    return token(Kind::outside, std::min(isa, sure));
}

TextToken TextWalk::open_interchange(std::string_view text) {
    edi::IsaReading const isa = edi::read_isa(text.substr(0, enough_for_isa));
    if (!isa.readable()) {
        delimiters_.reset();
        stray_ = true;
        std::string_view const all = text.substr(0, edi::isa_length);
        return token(Kind::bad_isa, std::max<std::size_t>(3, std::min(all.size(), all.find_first_of("\r\n"))));
    }
    delimiters_ = isa.delimiters;
    stray_ = false;
    return {Kind::isa, isa.length, isa.length - 1};
}

TextToken TextWalk::inside(std::string_view text, bool whole) {
    if (edi::find_isa(text.substr(0, enough_for_isa)) == 0) return open_interchange(text);
    std::size_t const end = text.substr(0, largest_segment).find(delimiters_->segment);
    if (end == std::string_view::npos) {
        if (text.size() >= largest_segment) return token(Kind::part_of_segment, largest_segment);
        if (!whole) return {};
    }
    std::size_t const length = std::min(end, text.size()), size = std::min(length + 1, text.size());
    // The end of a file that was cut off swallows the ISA of the next one. LISA* does not begin one.
    std::size_t const swallowed = edi::find_isa(text.substr(0, size), 1);
    if (swallowed != std::string_view::npos) {
        if (!whole && text.size() - swallowed < enough_for_isa) return {};
        if (is_whole_isa(text.substr(swallowed, enough_for_isa))) return token(Kind::segment, swallowed);
    }
    if (text.starts_with("IEA") && (length == 3 || text[3] == delimiters_->element)) delimiters_.reset();
    return {Kind::segment, size, length};
}

} // namespace engine::read
