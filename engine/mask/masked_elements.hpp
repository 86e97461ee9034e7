// Which elements name people, or say where they live, when they were born or by which number somebody knows them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "edi/text/delimiters.hpp"
#include "edi/text/segments.hpp"

namespace engine::mask {

/// What an element holds that must not be seen.
enum class Holds : std::uint8_t {
    nothing,
    name,   ///< of a person or an organisation, a contact, a city
    id,     ///< a number or address that stands for somebody or something of somebody's
    street, ///< words of post office boxes are kept, because a rule knows them
    zip,    ///< the first three characters are kept
    birth,  ///< a day; year and month are kept
    text    ///< words that people write; those that rules know are kept, and amounts before a measure
};

struct MaskedElement {
    std::uint8_t element;   ///< 1 = first
    std::uint8_t component; ///< 0 = all of the element
    Holds holds;
    /// Not masked where element `unless_element` is one of these codes: ids of payers, codes that stand where others have numbers.
    std::uint8_t unless_element = 0;
    std::string_view unless_codes{}; ///< comma-separated
};

/// The elements of segments with this id that are masked. Null: the segment is known to nobody here, and all of it is masked but codes.
std::span<MaskedElement const> const* masked_elements(edi::SegmentId id);

/// A stretch of a segment: [begin, end).
struct MaskedPart {
    std::size_t begin = 0, end = 0;
};

/// Where it stands in `segment` (without terminator); empty where it is not there, nothing where it is none to be masked: ids of payers.
std::optional<MaskedPart> masked_part(std::string_view segment, edi::Delimiters const& delimiters, MaskedElement const& element);

} // namespace engine::mask
