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
        segment.first = static_cast<std::uint16_t>(elements.size());
        segment.count = static_cast<std::uint8_t>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            ElementCheck check = check_of(all[i], i > 0 ? &all[i - 1] : nullptr);
            if (check.kind == ValueKind::composite) {
                check.first = static_cast<std::uint16_t>(components.size());
                auto const parts = uses.components_of(all[i]);
                check.count = static_cast<std::uint8_t>(parts.size());
                for (std::size_t c = 0; c < parts.size(); ++c) components.push_back(check_of(parts[c], c > 0 ? &parts[c - 1] : nullptr));
            }
            elements.push_back(check);
            if (all[i].usage == Usage::required) segment.least = static_cast<std::uint8_t>(i + 1);
        }
        add_notes(all, guide.outline[n].segment, segment);
    }
}

ElementCheck ElementTable::check_of(ElementUse const& use, ElementUse const* before) {
    ElementCheck check;
    check.kind = kind_of(use, before);
    check.repeat = use.repeat;
    check.slack = use.usage == Usage::required ? 0 : 1;
    // The length of a number is that of its digits, and a composite has none.
    bool const counted = check.kind == ValueKind::decimal || check.kind == ValueKind::integer || check.kind == ValueKind::composite;
    std::uint16_t const shortest = counted || use.shortest == 0 ? std::uint16_t{1} : use.shortest;
    check.floor = static_cast<std::uint16_t>(shortest - check.slack);
    check.longest = use.usage == Usage::not_used ? std::uint16_t{0} : counted ? any_length : use.longest;
    if (check.kind == ValueKind::digits) check.count = use.digits;
    if (check.kind == ValueKind::codes) {
        check.first = static_cast<std::uint16_t>(codes.size());
        for (std::string_view rest = use.codes; !rest.empty();) {
            auto const end = rest.find(',');
            codes.push_back(pack_code(rest.substr(0, end)));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
        check.count = static_cast<std::uint8_t>(codes.size() - check.first);
    }
    return check;
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
    static ElementTable const professional(guide(GuideId::professional));
    static ElementTable const institutional(guide(GuideId::institutional));
    return id == GuideId::institutional ? institutional : professional;
}

} // namespace edi
