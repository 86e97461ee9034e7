// What the element checker looks up, derived from a guide's elements once: for each element its lengths and what its value must be.
// Internal to edi/loops.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "edi/guide/element_uses.hpp"
#include "edi/guide/outline.hpp"

namespace edi {

enum class ValueKind : std::uint8_t {
    plain, ///< any text of the right length
    codes,
    decimal,
    integer,
    day,
    time,
    dated, ///< a date in the format that the element before it names
    digits,
    composite
};

/// One element or component. A length is wrong when it is over `longest` or when (length - slack) < floor, unsigned: nothing at all is then
/// right for what need not be there (slack 1).
struct ElementCheck {
    std::uint16_t longest = 0;
    std::uint16_t floor = 0;
    std::uint8_t slack = 1;
    ValueKind kind = ValueKind::plain;
    std::uint8_t count = 0; ///< of codes, components or digits
    std::uint8_t repeat = 1;
    std::uint16_t first = 0; ///< in ElementTable::codes or ElementTable::components

    bool wrong_length(std::uint32_t length) const { return length > longest || length - slack < floor; }
};

/// A syntax note with its elements as bits: bit n is element n + 1.
struct NoteCheck {
    char kind = 0;
    std::uint32_t first = 0; ///< the first element alone (C, L)
    std::uint32_t all = 0;
    bool broken(std::uint32_t present) const;
};

struct SegmentCheck {
    std::uint16_t first = 0; ///< in ElementTable::elements
    std::uint8_t count = 0;
    std::uint8_t least = 0; ///< number of the last required element
    std::uint16_t first_note = 0;
    std::uint8_t note_count = 0;
};

/// Up to eight characters as an integer, so that codes compare at once; longer ones come out as `no_code`.
using PackedCode = std::uint64_t;
inline constexpr PackedCode no_code = ~PackedCode{0};
inline PackedCode pack_code(std::string_view code) {
    if (code.size() > sizeof(PackedCode)) return no_code;
    PackedCode packed = 0;
    std::memcpy(&packed, code.data(), code.size());
    return packed;
}

struct ElementTable {
    explicit ElementTable(Guide const& guide);

    std::vector<SegmentCheck> segments; ///< by node
    std::vector<ElementCheck> elements, components;
    std::vector<NoteCheck> notes; ///< those that the usage of the elements does not settle already
    std::vector<PackedCode> codes;

private:
    ElementCheck check_of(ElementUse const& use, ElementUse const* before);
    void add_notes(std::span<ElementUse const> uses, SegmentId id, SegmentCheck& segment);
};

/// Built at first use and kept.
ElementTable const& element_table(GuideId guide);

} // namespace edi
