// The data elements that our guides use: type and length as the standard has them, and a name in our own words.
// Source: X12 005010 element dictionary (numbers, types and lengths are facts; held against the maps of pyx12).
#pragma once

#include <cstdint>
#include <string_view>

namespace edi {

enum class ElementType : std::uint8_t {
    text,      ///< AN
    code,      ///< ID
    day,       ///< DT: CCYYMMDD
    time,      ///< TM: HHMM, HHMMSS, HHMMSSd, HHMMSSdd
    decimal,   ///< R
    integer,   ///< N0
    composite, ///< consists of components
};

/// Number of a data element or (from `first_composite` on) of a composite: 98 is element 98, first_composite + 3 is C003. The elements of
/// interchange segments have numbers of their own: first_interchange + 12 is I12.
using ElementNumber = std::uint16_t;
inline constexpr ElementNumber first_interchange = 19000;
inline constexpr ElementNumber first_composite = 20000;

struct DataElement {
    ElementNumber number;
    ElementType type;
    std::uint16_t shortest, longest; ///< characters; of numbers: digits
    std::string_view name;           ///< our own words: "place of service"
};

/// Null when no guide of ours uses it.
DataElement const* data_element(ElementNumber number);

} // namespace edi
