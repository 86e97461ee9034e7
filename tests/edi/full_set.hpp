// Writes a set that has every loop and segment of a guide once, every element that the guide uses filled: from the outline and its
// elements alone. What the guide forbids to stand together comes in turns (`Fill`).
#pragma once

#include <string>
#include <string_view>

#include "edi/guide/element_uses.hpp"
#include "edi/guide/outline.hpp"
#include "tests/edi/set_tree.hpp"

namespace edi_test {

struct Fill {
    bool below_patient = false;  ///< the claim hangs below the patient, else below the subscriber
    bool last_of_rivals = false; ///< of elements that exclude each other the last is filled, else the first
};

/// The codes of a row's qualifier: of the segment that opens a loop, those of the loop.
inline edi::Qualifier qualifier_of(std::span<edi::OutlineNode const> outline, edi::NodeIndex node) {
    if (node > 0 && outline[node - 1u].kind == edi::NodeKind::loop && outline[node].kind == edi::NodeKind::segment &&
        outline[node].depth == outline[node - 1u].depth + 1)
        return outline[node - 1u].qualifier;
    return outline[node].qualifier;
}

inline std::string first_code(std::string_view codes, char between) {
    return std::string(codes.substr(0, codes.find(between)));
}

/// A value of exactly `length` that an element of this type may have, where the type leaves the length open.
inline std::string text_of_length(std::size_t length) {
    std::string text;
    while (text.size() < length) text += text.size() % 2 == 0 ? 'A' : '1';
    return text;
}

inline std::string day_in_format(std::string_view format) {
    if (format == "RD8") return "20260105-20260106";
    if (format == "DT") return "202601050915";
    if (format == "TM") return "0915";
    return "20260105";
}

/// A valid value for `use`; `before` is the value in front of it, which names the format of a date. Values that rules of claims compare
/// are made to agree: every amount is 0, a modifier is not the one before it.
inline std::string valid_value(edi::ElementUse const& use, std::string_view before) {
    if (use.number == 782) return "0";
    if (use.number == 1339)
        return before.size() == 2 && before[0] >= 'A' && before[0] < 'Z' ? std::string{static_cast<char>(before[0] + 1), '1'} : "A1";
    if (use.digits != 0) return std::string(use.digits, '7');
    if (!use.codes.empty()) return first_code(use.codes, ',');
    switch (use.type) {
        case edi::ElementType::decimal:
        case edi::ElementType::integer: return std::string(std::max<std::size_t>(use.shortest, 1), '1');
        case edi::ElementType::day: return "20260105";
        case edi::ElementType::time: return "0915";
        case edi::ElementType::composite: return "A1";
        case edi::ElementType::text:
        case edi::ElementType::code: break;
    }
    if (use.number == 1251) return day_in_format(before);
    return text_of_length(std::max<std::size_t>(use.shortest, use.longest >= 2 ? 2 : 1));
}

/// Elements that must stay empty because another of their kind is filled.
inline bool is_left_out(edi::SegmentId id, std::uint32_t element, std::span<edi::ElementUse const> uses, Fill const& fill) {
    for (auto const& note : edi::ElementUses::notes_of(id)) {
        if (note.kind != 'E') continue;
        std::uint32_t chosen = 0;
        bool named = false;
        for (std::size_t i = 0; i < note.count; ++i) {
            named = named || note.elements[i] == element;
            bool const used = note.elements[i] <= uses.size() && uses[note.elements[i] - 1u].usage != edi::Usage::not_used;
            if (used && (chosen == 0 || fill.last_of_rivals)) chosen = note.elements[i];
        }
        if (named && element != chosen) return true;
    }
    return false;
}

inline void trim(std::vector<std::string>& parts) {
    while (parts.size() > 1 && parts.back().empty()) parts.pop_back();
}

inline Elements full_segment(edi::GuideId guide, edi::NodeIndex node, Fill const& fill, edi::Delimiters const& delimiters) {
    auto const outline = edi::guide(guide).outline;
    auto const& uses = edi::element_uses(guide);
    auto const qualifier = qualifier_of(outline, node);
    auto const code_at = [&](std::uint32_t element, std::uint32_t component) {
        bool const here = qualifier.element == element && qualifier.component == component;
        return here ? first_code(qualifier.codes, ' ') : std::string();
    };
    Elements elements(1);
    for (auto id = outline[node].segment; id != 0; id >>= 8) elements[0] += static_cast<char>(id & 0xFF);
    std::uint32_t number = 0;
    for (auto const& use : uses.of(node)) {
        ++number;
        std::string value;
        bool const filled = use.usage != edi::Usage::not_used && !is_left_out(outline[node].segment, number, uses.of(node), fill);
        if (filled && use.component_count != 0) {
            std::vector<std::string> parts;
            for (auto const& part : uses.components_of(use)) {
                auto const code = code_at(number, static_cast<std::uint32_t>(parts.size() + 1));
                std::string const before = parts.empty() ? std::string() : parts.back();
                parts.push_back(!code.empty() ? code : part.usage == edi::Usage::not_used ? "" : valid_value(part, before));
            }
            trim(parts);
            value = joined(parts, delimiters.component);
        } else if (filled) {
            value = code_at(number, 0);
            if (value.empty()) value = valid_value(use, elements.back());
        }
        elements.push_back(value);
    }
    trim(elements);
    return elements;
}

/// ST to SE, one segment after the other without line breaks.
inline std::string full_set(edi::GuideId guide, Fill const& fill, edi::Delimiters const& delimiters = {}) {
    auto const outline = edi::guide(guide).outline;
    std::string text;
    std::uint32_t segments = 0, levels = 0;
    bool in_patient = false;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        auto const& node = outline[i];
        if (node.kind == edi::NodeKind::loop) {
            in_patient = in_patient || node.loop == edi::LoopId::L2000C;
            bool const skipped = (node.loop == edi::LoopId::L2000C && !fill.below_patient) ||
                                 (node.loop == edi::LoopId::L2300 && fill.below_patient != in_patient);
            if (skipped)
                while (i + 1 < outline.size() && outline[i + 1].depth > node.depth) ++i;
            continue;
        }
        auto elements = full_segment(guide, static_cast<edi::NodeIndex>(i), fill, delimiters);
        ++segments;
        if (elements[0] == "ST") elements = {"ST", "837", "0001", std::string(edi::guide(guide).version)};
        if (elements[0] == "SE") elements = {"SE", std::to_string(segments), "0001"};
        if (elements[0] == "HL") {
            elements[1] = std::to_string(++levels);
            elements[2] = levels == 1 ? "" : std::to_string(levels - 1);
            elements[4] = levels < (fill.below_patient ? 3u : 2u) ? "1" : "0";
        }
        // One payer before the one that gets the claim.
        if (elements[0] == "SBR") elements[1] = node.loop == edi::LoopId::L2320 ? "P" : "S";
        text += text_of(elements, delimiters);
    }
    return text;
}

} // namespace edi_test
