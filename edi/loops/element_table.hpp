// What the element checker looks up, derived from a guide's elements once: for each element its lengths and what its value must be.
// Internal to edi/loops.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "edi/guide/element_uses.hpp"
#include "edi/guide/outline.hpp"

namespace edi {

enum class ValueKind : std::uint8_t {
    plain,   ///< any text of the right length
    letters, ///< a code of one letter or digit
    codes,
    decimal,
    integer,
    day,
    time,
    dated, ///< a date in the format that the element before it names
    digits,
    interchange_day, ///< YYMMDD
    composite
};

/// What the value of one element or component must be.
struct ValueCheck {
    ValueKind kind = ValueKind::plain;
    std::uint8_t count = 0; ///< of components; of a number: most digits
    std::uint8_t repeat = 1;
    std::uint8_t least = 0;  ///< of a composite: number of the last required component; of a number: fewest digits
    std::uint16_t first = 0; ///< in ElementTable::letters, lists or components
};

/// A component: its lengths and its value.
struct ComponentCheck {
    std::uint16_t shortest = 1, longest = 0;
    bool required = false;
    ValueCheck value;
};

/// A syntax note with its elements as bits: bit n is element n + 1.
struct NoteCheck {
    char kind = 0;
    std::uint32_t first = 0; ///< the first element alone (C, L)
    std::uint32_t all = 0;
    bool broken(std::uint32_t present) const;
};

/// The elements of a segment; bit n is element n + 1.
struct SegmentCheck {
    std::uint16_t first = 0; ///< in ElementTable::values, shortest and longest
    std::uint8_t count = 0;
    std::uint8_t note_count = 0;
    std::uint16_t first_note = 0;
    std::uint32_t required = 0;
    std::uint32_t valued = 0; ///< those whose value must be looked at
};

/// Up to eight characters as an integer, so that codes compare at once; longer ones come out as `no_listed_code`.
using ListedCode = std::uint64_t;
inline constexpr ListedCode no_listed_code = ~ListedCode{0};
inline ListedCode pack_listed_code(std::string_view code) {
    if (code.size() > sizeof(ListedCode)) return no_listed_code;
    ListedCode packed = 0;
    std::memcpy(&packed, code.data(), code.size());
    return packed;
}

/// The codes of one list, by a hash that sends each to a slot of its own.
struct CodeList {
    ListedCode factor = 0;
    std::uint32_t first = 0; ///< slot of ElementTable::codes
    std::uint8_t shift = 63;
};

/// Bit of a letter or digit in ElementTable::letters; 0 for any other character.
inline std::uint64_t letter_bit(char letter) {
    auto const distance = static_cast<unsigned char>(letter - '0');
    return distance < 64 ? std::uint64_t{1} << distance : 0;
}

struct ElementTable {
    explicit ElementTable(Guide const& guide);

    /// Whether the list of `check` (letters or codes) has `code`.
    bool has_code(ValueCheck const& check, std::string_view code) const {
        if (check.kind == ValueKind::letters) return code.size() == 1 && (letters[check.first] & letter_bit(code[0])) != 0;
        CodeList const& list = lists[check.first];
        ListedCode const packed = pack_listed_code(code);
        return codes[list.first + ((packed * list.factor) >> list.shift)] == packed;
    }

    std::vector<SegmentCheck> segments;          ///< by node
    std::vector<ValueCheck> values;              ///< of the elements
    std::vector<std::int32_t> shortest, longest; ///< of the elements, characters; behind the last there is room for eight more
    std::vector<ComponentCheck> components;
    std::vector<NoteCheck> notes;       ///< those that the usage of the elements does not settle already
    std::vector<std::uint64_t> letters; ///< lists of codes of one character: their letter_bit()s
    std::vector<CodeList> lists;
    std::vector<ListedCode> codes; ///< slots of all lists; free ones have no_listed_code

private:
    ValueCheck value_of(ElementUse const& use, ElementUse const* before);
    void add_list(std::string_view listed, ValueCheck& value);
    CodeList spread(std::span<ListedCode const> list);
    void add_element(ElementUse const& use, ElementUse const* before, ElementUses const& uses);
    void add_notes(std::span<ElementUse const> uses, SegmentId id, SegmentCheck& segment);
};

/// Built at first use and kept.
ElementTable const& element_table(GuideId guide);

} // namespace edi
