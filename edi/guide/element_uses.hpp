// The elements of every segment of a guide, read from the outline's notation once: what the element checker and the messages of its
// findings look at. The objects live as long as the program.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edi/guide/data_elements.hpp"
#include "edi/guide/outline.hpp"
#include "edi/text/place.hpp"

namespace edi {

/// How a guide uses one element of a segment, or one component of an element.
struct ElementUse {
    Usage usage = Usage::situational;
    ElementNumber number = 0;
    ElementType type = ElementType::text;
    std::uint16_t shortest = 0, longest = 0; ///< characters; of numbers: digits
    std::string_view codes;                  ///< comma-separated; empty = any
    std::uint8_t digits = 0;                 ///< not 0: exactly so many digits
    std::uint8_t repeat = 1;
    std::uint16_t first_component = 0, component_count = 0; ///< of a composite
};

/// A rule between elements of one segment: kind and element numbers, as the standard writes them (P0304).
struct SyntaxNote {
    char kind = 0; ///< P all or none, R at least one, E at most one, C first demands all others, L first demands one of the others
    std::uint8_t count = 0;
    std::uint8_t elements[5] = {};
};

class ElementUses {
public:
    explicit ElementUses(Guide const& guide);

    /// Of the segment that `node` is; empty for a loop.
    std::span<ElementUse const> of(NodeIndex node) const { return part(nodes_[node]); }
    std::span<ElementUse const> components_of(ElementUse const& use) const {
        return std::span(components_).subspan(use.first_component, use.component_count);
    }
    /// The use at `place`; null when the guide has none there.
    ElementUse const* at(NodeIndex node, Place place) const;
    /// The notes of the segment's id; none for most.
    static std::span<SyntaxNote const> notes_of(SegmentId id);
    /// Whether some guide has `code` for this element, wherever.
    static bool known_code(ElementNumber number, std::string_view code);

private:
    struct Range {
        std::uint16_t first = 0, count = 0;
    };
    std::span<ElementUse const> part(Range range) const { return std::span(uses_).subspan(range.first, range.count); }

    std::vector<ElementUse> uses_, components_;
    std::vector<Range> nodes_;
};

/// Built at first use and kept.
ElementUses const& element_uses(GuideId guide);

/// Whether the comma-separated `codes` have `code`.
bool has_listed_code(std::string_view codes, std::string_view code);

} // namespace edi
