#include "engine/mask/hidden_text.hpp"

#include <algorithm>
#include <cctype>

#include "engine/mask/masked_elements.hpp"

namespace engine::mask {
namespace {

constexpr std::size_t longest_id = 3;

std::string_view id_of(std::string_view segment, edi::Delimiters const& delimiters) {
    return segment.substr(0, segment.find(delimiters.element));
}

} // namespace

void hide(char* text, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        if (auto const byte = static_cast<unsigned char>(text[i]); std::isalnum(byte) || byte >= 0x80) text[i] = 'x';
}

void hide_segment(char* text, std::size_t size, edi::Delimiters const& delimiters) {
    std::string_view const segment(text, size), id = id_of(segment, delimiters);
    auto const* const elements = masked_elements(edi::segment_id(id));
    if (!elements) {
        std::size_t const begin = id.size() <= longest_id ? id.size() : 0;
        return hide(text + begin, size - begin);
    }
    for (MaskedElement const& masked : *elements)
        if (auto const part = masked_part(segment, delimiters, masked)) hide(text + part->begin, part->end - part->begin);
}

void hide_outside(char* text, std::size_t size) {
    std::string_view const outside(text, size);
    if (!outside.starts_with("ISA") || size <= longest_id) return hide(text, size);
    edi::Delimiters delimiters; // one that cannot be read
    delimiters.element = outside[longest_id];
    hide_segment(text, size, delimiters);
}

bool is_hidden(std::string_view segment, edi::Delimiters const& delimiters, std::uint32_t element) {
    auto const* const elements = masked_elements(edi::segment_id(id_of(segment, delimiters)));
    if (!elements) return true;
    return std::any_of(elements->begin(), elements->end(), [&](MaskedElement const& masked) {
        return masked.element == element && masked_part(segment, delimiters, masked).has_value();
    });
}

} // namespace engine::mask
