#include "edi/guide/element_uses.hpp"

#include <algorithm>
#include <utility>

#include "edi/guide/element_lists.hpp"
#include "edi/guide/element_notation.hpp"

namespace edi {
namespace {

// -- rules between the elements of a segment ----------------------------------------------------------------------------------------

struct NotedSegment {
    SegmentId id;
    std::string_view notes;
};

/// The standard's, by segment id, whatever the guide. Source: X12 005010 segment directory.
constexpr NotedSegment noted_segments[] = {
    {"CAS"_seg, "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 C1817 C1917"},
    {"CR1"_seg, "P0102 P0506"},
    {"CR2"_seg, "P0102 C0403 P0506"},
    {"CR3"_seg, "P0203"},
    {"CTP"_seg, "P0405 C0607 C0902 C1002 C1103"},
    {"CUR"_seg, "C0807 C0907 L101112 C1110 C1210 L131415 C1413 C1513 L161718 C1716 C1816 L192021 C2019 C2119"},
    {"DMG"_seg, "P0102 P1011 C1105"},
    {"FRM"_seg, "R02030405"},
    {"HCP"_seg, "R0113 P0910 P1112"},
    {"LIN"_seg, "P0405 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425 P2627 P2829 P3031"},
    {"LQ"_seg, "C0102"},
    {"MEA"_seg, "R03050608 L050412 L060412 L07030506 E0803 P1112"},
    {"N4"_seg, "E0207 C0605 C0704"},
    {"NM1"_seg, "P0809 C1110 C1203"},
    {"PAT"_seg, "P0506 P0708"},
    {"PER"_seg, "P0304 P0506 P0708"},
    {"PRV"_seg, "P0203"},
    {"PWK"_seg, "P0506"},
    {"QTY"_seg, "E0204 R0204"},
    {"REF"_seg, "R0203"},
    {"SV1"_seg, "P0304"},
    {"SV2"_seg, "R0102 P0405"},
    {"SV5"_seg, "R0405 C0604"},
};

SyntaxNote read_note(std::string_view text) {
    SyntaxNote note;
    note.kind = text.front();
    for (std::size_t i = 1; i + 1 < text.size() && note.count < std::size(note.elements); i += 2)
        note.elements[note.count++] = static_cast<std::uint8_t>((text[i] - '0') * 10 + (text[i + 1] - '0'));
    return note;
}

struct ReadNotes {
    SegmentId id;
    std::vector<SyntaxNote> notes;
};

std::vector<ReadNotes> read_notes() {
    std::vector<ReadNotes> all;
    for (auto const& segment : noted_segments) {
        ReadNotes read{segment.id, {}};
        for (std::string_view rest = segment.notes; !rest.empty();) {
            read.notes.push_back(read_note(rest.substr(0, rest.find(' '))));
            auto const blank = rest.find(' ');
            rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
        }
        all.push_back(std::move(read));
    }
    return all;
}

// -- codes ---------------------------------------------------------------------------------------------------------------------------

std::string_view codes_named(std::string_view codes) {
    if (!codes.starts_with('@')) return codes;
    for (auto const& set : elements::code_sets)
        if (set.name == codes.substr(1)) return set.codes;
    return {};
}

template <class Each>
void for_each_code(std::string_view codes, char between, Each&& each) {
    while (!codes.empty()) {
        auto const end = codes.find(between);
        each(codes.substr(0, end));
        codes = end == std::string_view::npos ? std::string_view() : codes.substr(end + 1);
    }
}

/// Element number and code, of all guides.
using KnownCodes = std::vector<std::pair<ElementNumber, std::string_view>>;

void add_codes(std::span<ElementUse const> uses, ElementUses const& all, KnownCodes& known) {
    for (auto const& use : uses) {
        for_each_code(use.codes, ',', [&](std::string_view code) { known.emplace_back(use.number, code); });
        add_codes(all.components_of(use), all, known);
    }
}

KnownCodes collect_codes() {
    KnownCodes known;
    for (std::size_t i = 0; i < static_cast<std::size_t>(GuideId::count); ++i) {
        auto const id = static_cast<GuideId>(i);
        auto const& uses = element_uses(id);
        auto const outline = guide(id).outline;
        for (std::size_t n = 0; n < outline.size(); ++n) {
            auto const node = static_cast<NodeIndex>(n);
            add_codes(uses.of(node), uses, known);
            // A loop's qualifier stands in the segment behind it.
            auto const& qualifier = outline[n].qualifier;
            auto const bearer = static_cast<NodeIndex>(outline[n].kind == NodeKind::loop ? n + 1 : n);
            auto const* use = uses.at(bearer, {0, qualifier.element, qualifier.component});
            if (use) for_each_code(qualifier.codes, ' ', [&](std::string_view code) { known.emplace_back(use->number, code); });
        }
    }
    std::sort(known.begin(), known.end());
    return known;
}

ElementUse use_of(notation::Use const& noted) {
    ElementUse use;
    use.usage = noted.usage;
    use.number = noted.number;
    if (auto const* element = data_element(noted.number)) {
        use.type = element->type;
        use.shortest = element->shortest;
        use.longest = element->longest;
    }
    use.codes = codes_named(noted.codes);
    use.digits = noted.digits;
    use.repeat = noted.repeat;
    return use;
}

} // namespace

bool has_listed_code(std::string_view codes, std::string_view code) {
    bool found = false;
    for_each_code(codes, ',', [&](std::string_view listed) { found = found || listed == code; });
    return found;
}

ElementUses::ElementUses(Guide const& guide) {
    nodes_.resize(guide.outline.size());
    for (std::size_t n = 0; n < guide.outline.size(); ++n) {
        nodes_[n].first = static_cast<std::uint16_t>(uses_.size());
        notation::for_each_use(guide.outline[n].elements, [this](notation::Use const& noted) {
            ElementUse use = use_of(noted);
            use.first_component = static_cast<std::uint16_t>(components_.size());
            notation::for_each_use(noted.components, [this](notation::Use const& inner) { components_.push_back(use_of(inner)); });
            use.component_count = static_cast<std::uint16_t>(components_.size() - use.first_component);
            uses_.push_back(use);
        });
        nodes_[n].count = static_cast<std::uint16_t>(uses_.size() - nodes_[n].first);
    }
}

ElementUse const* ElementUses::at(NodeIndex node, Place place) const {
    if (node >= nodes_.size() || place.element == 0) return nullptr;
    auto const uses = of(node);
    if (place.element > uses.size()) return nullptr;
    auto const& use = uses[place.element - 1u];
    if (place.component == 0) return &use;
    auto const components = components_of(use);
    return place.component <= components.size() ? &components[place.component - 1u] : nullptr;
}

std::span<SyntaxNote const> ElementUses::notes_of(SegmentId id) {
    static std::vector<ReadNotes> const all = read_notes();
    for (auto const& segment : all)
        if (segment.id == id) return segment.notes;
    return {};
}

bool ElementUses::known_code(ElementNumber number, std::string_view code) {
    static KnownCodes const known = collect_codes();
    return std::binary_search(known.begin(), known.end(), std::pair(number, code));
}

ElementUses const& element_uses(GuideId id) {
    return per_guide<ElementUses>(id);
}

} // namespace edi
