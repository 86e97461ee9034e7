#include "edi/loops/element_table.hpp"

#include <bit>
#include <limits>

namespace edi {
namespace {

constexpr ElementNumber date_format = 1250, date_value = 1251;
constexpr std::uint16_t any_length = std::numeric_limits<std::uint16_t>::max();

ValueKind kind_of(ElementUse const& use, ElementUse const* before) {
    if (use.usage == Usage::not_used) return ValueKind::plain;
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
            segment.composites = segment.composites || values.back().kind == ValueKind::composite;
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
    if (value.kind != ValueKind::codes) return value;
    value.first = static_cast<std::uint16_t>(codes.size());
    for (std::string_view rest = use.codes; !rest.empty();) {
        auto const end = rest.find(',');
        codes.push_back(pack_listed_code(rest.substr(0, end)));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    value.count = static_cast<std::uint8_t>(codes.size() - value.first);
    return value;
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
