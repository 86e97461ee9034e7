#include "edi/loops/element_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace edi {
namespace {

constexpr ElementNumber date_format = 1250, date_value = 1251, interchange_date = first_interchange + 8;
constexpr std::uint16_t any_length = std::numeric_limits<std::uint16_t>::max();

ValueKind kind_of(ElementUse const& use, ElementUse const* before) {
    if (use.usage == Usage::not_used) return ValueKind::plain;
    if (use.number == interchange_date) return ValueKind::interchange_day;
    if (use.digits != 0) return ValueKind::digits;
    if (!use.codes.empty()) return ValueKind::codes;
    switch (use.type) {
        case ElementType::decimal: return ValueKind::decimal;
        case ElementType::integer: return ValueKind::integer;
        case ElementType::day: return ValueKind::day;
        case ElementType::time: return ValueKind::time;
        case ElementType::composite: return ValueKind::composite;
        case ElementType::text:
        case ElementType::code: break;
    }
    return use.number == date_value && before && before->number == date_format ? ValueKind::dated : ValueKind::plain;
}

struct Lengths {
    std::uint16_t shortest, longest;
};
/// In characters. The length of a number is that of its digits, and a composite has none: their values are looked at.
Lengths lengths_of(ElementUse const& use) {
    if (use.usage == Usage::not_used) return {1, 0};
    bool const number = (use.type == ElementType::decimal || use.type == ElementType::integer) && use.codes.empty();
    if (number || use.type == ElementType::composite) return {1, any_length};
    return {use.shortest == 0 ? std::uint16_t{1} : use.shortest, use.longest};
}

constexpr std::uint32_t bit(std::size_t element) {
    return element == 0 || element > 32 ? 0 : 1u << (element - 1);
}

/// What is there whenever the segment is right, and what never is: as far as usage settles a note, nobody need look at it.
struct Settled {
    std::uint32_t always = 0, never = 0;
};

bool can_break(NoteCheck const& note, Settled settled) {
    std::uint32_t const others = note.all & ~note.first;
    switch (note.kind) {
        case 'P': return (note.all & ~settled.always) != 0 && (note.all & ~settled.never) != 0;
        case 'R': return (note.all & settled.always) == 0;
        case 'E': return std::popcount(note.all & ~settled.never) > 1;
        case 'C': return (note.first & settled.never) == 0 && (others & ~settled.always) != 0;
        case 'L': return (note.first & settled.never) == 0 && (others & settled.always) == 0;
        default: return false;
    }
}

} // namespace

bool NoteCheck::broken(std::uint32_t present) const {
    std::uint32_t const there = all & present, others = all & ~first;
    switch (kind) {
        case 'P': return there != 0 && there != all;
        case 'R': return there == 0;
        case 'E': return std::popcount(there) > 1;
        case 'C': return (present & first) != 0 && (present & others) != others;
        case 'L': return (present & first) != 0 && (present & others) == 0;
        default: return false;
    }
}

ElementTable::ElementTable(Guide const& guide) {
    ElementUses const& uses = element_uses(guide.id);
    segments.resize(guide.outline.size());
    for (std::size_t n = 0; n < guide.outline.size(); ++n) {
        auto const all = uses.of(static_cast<NodeIndex>(n));
        SegmentCheck& segment = segments[n];
        segment.first = static_cast<std::uint16_t>(values.size());
        segment.count = static_cast<std::uint8_t>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            add_element(all[i], i > 0 ? &all[i - 1] : nullptr, uses);
            if (all[i].usage == Usage::required) segment.required |= bit(i + 1);
            if (values.back().kind != ValueKind::plain) segment.valued |= bit(i + 1);
        }
        add_notes(all, guide.outline[n].segment, segment);
    }
    // The lengths are read eight at a time.
    shortest.resize(shortest.size() + 8);
    longest.resize(longest.size() + 8);
}

void ElementTable::add_element(ElementUse const& use, ElementUse const* before, ElementUses const& uses) {
    ValueCheck value = value_of(use, before);
    if (value.kind == ValueKind::composite) {
        value.first = static_cast<std::uint16_t>(components.size());
        auto const parts = uses.components_of(use);
        value.count = static_cast<std::uint8_t>(parts.size());
        for (std::size_t c = 0; c < parts.size(); ++c) {
            auto const [least, most] = lengths_of(parts[c]);
            bool const required = parts[c].usage == Usage::required;
            if (required) value.least = static_cast<std::uint8_t>(c + 1);
            components.push_back({least, most, required, value_of(parts[c], c > 0 ? &parts[c - 1] : nullptr)});
        }
    }
    values.push_back(value);
    auto const [least, most] = lengths_of(use);
    shortest.push_back(least);
    longest.push_back(most == any_length ? std::numeric_limits<std::int32_t>::max() : most);
}

ValueCheck ElementTable::value_of(ElementUse const& use, ElementUse const* before) {
    ValueCheck value{kind_of(use, before), use.digits, use.repeat, 0, 0};
    if (value.kind == ValueKind::decimal || value.kind == ValueKind::integer) {
        value.least = static_cast<std::uint8_t>(use.shortest);
        value.count = static_cast<std::uint8_t>(use.longest);
    }
    if (value.kind == ValueKind::codes) add_list(use.codes, value);
    return value;
}

void ElementTable::add_list(std::string_view listed, ValueCheck& value) {
    std::vector<ListedCode> list;
    std::uint64_t letter_bits = 0;
    bool only_letters = true;
    for (std::string_view rest = listed; !rest.empty();) {
        auto const end = rest.find(',');
        std::string_view const code = rest.substr(0, end);
        list.push_back(pack_listed_code(code));
        only_letters = only_letters && code.size() == 1 && letter_bit(code[0]) != 0;
        if (only_letters) letter_bits |= letter_bit(code[0]);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    if (only_letters) {
        value.kind = ValueKind::letters;
        value.first = static_cast<std::uint16_t>(letters.size());
        letters.push_back(letter_bits);
        return;
    }
    value.first = static_cast<std::uint16_t>(lists.size());
    lists.push_back(spread(list));
}

/// There are more slots than codes, so that a multiplier is soon found.
CodeList ElementTable::spread(std::span<ListedCode const> list) {
    constexpr ListedCode first_factor = 0x9E3779B97F4A7C15;
    constexpr std::uint32_t tries_a_size = 16;
    auto const least_bits = static_cast<std::uint32_t>(std::bit_width(list.size()));
    CodeList spread{0, static_cast<std::uint32_t>(codes.size()), 63};
    for (std::uint32_t tries = 0;; ++tries) {
        std::uint32_t const bits = least_bits + tries / tries_a_size;
        spread.factor = first_factor + 2 * tries * first_factor;
        spread.shift = static_cast<std::uint8_t>(64 - bits);
        codes.resize(spread.first);
        codes.resize(spread.first + (std::size_t{1} << bits), no_listed_code);
        bool const free = std::all_of(list.begin(), list.end(), [&](ListedCode code) {
            ListedCode& slot = codes[spread.first + ((code * spread.factor) >> spread.shift)];
            bool const own = slot == no_listed_code || slot == code;
            slot = code;
            return own;
        });
        if (free) return spread;
    }
}

void ElementTable::add_notes(std::span<ElementUse const> uses, SegmentId id, SegmentCheck& segment) {
    Settled settled;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (uses[i].usage == Usage::required) settled.always |= bit(i + 1);
        if (uses[i].usage == Usage::not_used) settled.never |= bit(i + 1);
    }
    segment.first_note = static_cast<std::uint16_t>(notes.size());
    for (SyntaxNote const& note : ElementUses::notes_of(id)) {
        NoteCheck check{note.kind, bit(note.elements[0]), 0};
        for (std::size_t i = 0; i < note.count; ++i) check.all |= bit(note.elements[i]);
        if (can_break(check, settled)) notes.push_back(check);
    }
    segment.note_count = static_cast<std::uint8_t>(notes.size() - segment.first_note);
}

ElementTable const& element_table(GuideId id) {
    return per_guide<ElementTable>(id);
}

} // namespace edi
