#include "edi/claim/component_splitter.hpp"

#include <cstring>

namespace edi {
namespace {

/// Bytes that are compared at once.
constexpr std::ptrdiff_t stride = 16;

} // namespace

ComponentSplitter::ComponentSplitter(SegmentTable const& segments)
    : text_end_(segments.text().data() + segments.text().size()), has_repetition_(segments.delimiters().repetition != 0) {
    components_.bytes.fill(segments.delimiters().component);
    repetitions_.bytes.fill(has_repetition_ ? segments.delimiters().repetition : segments.delimiters().component);
}

std::uint32_t ComponentSplitter::split(std::string_view whole, Parts& parts) const {
    char const* begin = whole.data();
    char const* const end = begin + whole.size();
    std::uint32_t count = 0;
    for (char const* at = begin; at < end; at += stride) {
        // Near the end of the text there may be no sixteen.
        std::array<char, stride> copy{};
        bool const whole_stride = text_end_ - at >= stride;
        if (!whole_stride) std::memcpy(copy.data(), at, static_cast<std::size_t>(text_end_ - at));
        char const* const bytes = whole_stride ? at : copy.data();
        std::uint32_t found = find(bytes, components_) | find(bytes, repetitions_);
        if (end - at < stride) found &= (1U << (end - at)) - 1;
        for (; found != 0; found &= found - 1) {
            char const* const stop = at + std::countr_zero(found);
            parts[count++] = {begin, static_cast<std::size_t>(stop - begin)};
            if (count == parts.size() || (has_repetition_ && *stop == repetitions_.bytes[0])) return count;
            begin = stop + 1;
        }
    }
    parts[count++] = {begin, static_cast<std::size_t>(end - begin)};
    return count;
}

} // namespace edi
