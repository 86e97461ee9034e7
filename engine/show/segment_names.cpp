#include "engine/show/segment_names.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <span>

#include "edi/guide/element_uses.hpp"

namespace engine::show {
namespace {

using edi::operator""_seg;

struct Named {
    edi::SegmentId id;
    std::string_view name;
};

// Segments of envelopes, and those of sets for which there is no outline.
constexpr Named names[] = {
    {"AAA"_seg, "request refused"},
    {"AMT"_seg, "amount"},
    {"BGN"_seg, "purpose of the set"},
    {"BHT"_seg, "purpose of the set"},
    {"BPR"_seg, "payment order"},
    {"CAS"_seg, "adjustments"},
    {"CLM"_seg, "claim"},
    {"CLP"_seg, "claim payment"},
    {"CTP"_seg, "drug quantity"},
    {"CTX"_seg, "context"},
    {"DMG"_seg, "birth date and sex"},
    {"DTM"_seg, "date"},
    {"DTP"_seg, "date"},
    {"EB"_seg, "benefit"},
    {"EQ"_seg, "question about a benefit"},
    {"GE"_seg, "group trailer"},
    {"GS"_seg, "group header"},
    {"HD"_seg, "health coverage"},
    {"HI"_seg, "health care codes"},
    {"HL"_seg, "level"},
    {"IEA"_seg, "interchange trailer"},
    {"INS"_seg, "member"},
    {"ISA"_seg, "interchange header"},
    {"LIN"_seg, "drug"},
    {"LX"_seg, "line number"},
    {"MIA"_seg, "inpatient decision"},
    {"MOA"_seg, "outpatient decision"},
    {"MSG"_seg, "message"},
    {"N1"_seg, "party"},
    {"N3"_seg, "street"},
    {"N4"_seg, "city"},
    {"NM1"_seg, "party"},
    {"NTE"_seg, "note"},
    {"PAT"_seg, "facts about the patient"},
    {"PER"_seg, "contact"},
    {"PLB"_seg, "adjustments of the provider"},
    {"PRV"_seg, "specialty"},
    {"QTY"_seg, "quantity"},
    {"REF"_seg, "reference"},
    {"SBR"_seg, "coverage"},
    {"SE"_seg, "set trailer"},
    {"ST"_seg, "set header"},
    {"STC"_seg, "status"},
    {"SV1"_seg, "professional service"},
    {"SV2"_seg, "institutional service"},
    {"SV3"_seg, "dental service"},
    {"SVC"_seg, "service payment"},
    {"SVD"_seg, "decision on the line"},
    {"TRN"_seg, "trace number"},
    {"TS2"_seg, "sums of the provider's inpatients"},
    {"TS3"_seg, "sums of the provider"},
};

// Envelopes have no outline: their elements are the reader's affair (engine/read). In the order of the standard.
constexpr std::string_view isa_elements[] = {"kind of authorization",
                                             "authorization",
                                             "kind of security",
                                             "security",
                                             "kind of sender id",
                                             "sender",
                                             "kind of receiver id",
                                             "receiver",
                                             "date",
                                             "time",
                                             "repetition separator",
                                             "version",
                                             "control number",
                                             "acknowledgement asked for",
                                             "test or production",
                                             "component separator"};
constexpr std::string_view gs_elements[] = {"kind of group", "sender",         "receiver",           "date",
                                            "time",          "control number", "responsible agency", "version"};
constexpr std::string_view ge_elements[] = {"number of sets", "control number"};
constexpr std::string_view iea_elements[] = {"number of groups", "control number"};

std::span<std::string_view const> envelope_elements(edi::SegmentId id) {
    switch (id) {
        case "ISA"_seg: return isa_elements;
        case "GS"_seg: return gs_elements;
        case "GE"_seg: return ge_elements;
        case "IEA"_seg: return iea_elements;
        default: return {};
    }
}

/// The first row of any guide with this segment id.
GuidePlace any_place(edi::SegmentId id) {
    static std::map<edi::SegmentId, GuidePlace> const places = [] {
        std::map<edi::SegmentId, GuidePlace> made;
        for (std::size_t number = 0; number < static_cast<std::size_t>(edi::GuideId::count); ++number) {
            edi::Guide const& guide = edi::guide(static_cast<edi::GuideId>(number));
            for (std::size_t node = 0; node < guide.outline.size(); ++node)
                if (guide.outline[node].kind == edi::NodeKind::segment)
                    made.emplace(guide.outline[node].segment, GuidePlace{&guide, static_cast<edi::NodeIndex>(node)});
        }
        return made;
    }();
    auto const found = places.find(id);
    return found == places.end() ? GuidePlace{} : found->second;
}

} // namespace

std::string_view segment_name(GuidePlace place, edi::SegmentId id) {
    if (place.known()) return place.guide->outline[place.node].name;
    auto const found = std::find_if(std::begin(names), std::end(names), [id](Named const& each) { return each.id == id; });
    return found == std::end(names) ? std::string_view() : found->name;
}

std::string_view element_name(GuidePlace place, edi::SegmentId id, std::uint32_t element, std::uint32_t component) {
    if (auto const envelope = envelope_elements(id); !envelope.empty()) return element - 1 < envelope.size() ? envelope[element - 1] : "";
    if (!place.known()) place = any_place(id);
    if (!place.known()) return {};
    edi::ElementUses const& uses = edi::element_uses(place.guide->id);
    auto const all = uses.of(place.node);
    if (element - 1 >= all.size()) return {};
    edi::ElementUse const& use = all[element - 1];
    if (component == 0 || use.component_count == 0) {
        auto const* const known = component <= 1 ? edi::data_element(use.number) : nullptr;
        return known ? known->name : std::string_view();
    }
    auto const components = uses.components_of(use);
    auto const* const known = component - 1 < components.size() ? edi::data_element(components[component - 1].number) : nullptr;
    return known ? known->name : std::string_view();
}

} // namespace engine::show
