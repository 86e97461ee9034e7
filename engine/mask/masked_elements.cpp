#include "engine/mask/masked_elements.hpp"

#include <algorithm>
#include <iterator>

#include "edi/guide/element_uses.hpp"

// Segments of our guides, and of what else travels in the same files (270 to 278, 820, 834, 835). The ids of payers (NM108 PI and XV) stay, in
// NM1, SVD and REF04: policies and payers' profiles know them, and they stand for nobody's person. Days of service, states, sex, diagnoses,
// procedures, drugs and amounts stay, or the file would not have the same findings.

namespace engine::mask {
namespace {

using edi::operator""_seg;
using enum Holds;

constexpr MaskedElement acknowledged_element[] = {{4, 0, id}};
constexpr MaskedElement beginning[] = {{3, 0, id}};
constexpr MaskedElement benefit[] = {{5, 0, text}};
constexpr MaskedElement birth_and_sex[] = {{2, 0, birth}};
constexpr MaskedElement chiropractic[] = {{10, 0, text}, {11, 0, text}};
constexpr MaskedElement city[] = {{1, 0, name}, {3, 0, zip}, {6, 0, name}};
constexpr MaskedElement claim[] = {{1, 0, id}};
constexpr MaskedElement claim_payment[] = {{1, 0, id}, {7, 0, id}};
constexpr MaskedElement contact[] = {{2, 0, name}, {4, 0, id}, {6, 0, id}, {8, 0, id}, {9, 0, text}};
constexpr MaskedElement context[] = {{1, 2, id}};
constexpr MaskedElement contract[] = {{4, 0, id}};
constexpr MaskedElement coverage[] = {{3, 0, id}, {4, 0, name}};
constexpr MaskedElement fixed_text[] = {{1, 0, text}};
constexpr MaskedElement form_answer[] = {{3, 0, text}};
constexpr MaskedElement group[] = {{2, 0, id}, {3, 0, id}};
constexpr MaskedElement health_coverage[] = {{4, 0, id}};
constexpr MaskedElement interchange[] = {{2, 0, id}, {4, 0, id}, {6, 0, id}, {8, 0, id}};
constexpr MaskedElement message[] = {{1, 0, text}};
constexpr MaskedElement note[] = {{2, 0, text}};
constexpr MaskedElement organisation[] = {{2, 0, name}, {4, 0, id, 3, "PI,XV"}};
constexpr MaskedElement paperwork[] = {{6, 0, id}, {7, 0, text}};
constexpr MaskedElement party[] = {{3, 0, name}, {4, 0, name},           {5, 0, name}, {6, 0, name},
                                   {7, 0, name}, {9, 0, id, 8, "PI,XV"}, {12, 0, name}};
constexpr MaskedElement payment[] = {{7, 0, id}, {9, 0, id}, {10, 0, id}, {11, 0, id}, {13, 0, id}, {15, 0, id}};
constexpr MaskedElement provider_adjustment[] = {{1, 0, id}, {3, 2, id}, {5, 2, id}, {7, 2, id}, {9, 2, id}, {11, 2, id}, {13, 2, id}};
constexpr MaskedElement purchase[] = {{1, 0, id}};
// 4N, F5 and T4 have codes, not numbers.
constexpr MaskedElement reference[] = {{2, 0, id, 1, "4N,F5,T4"}, {3, 0, text}};
constexpr MaskedElement repricing[] = {{4, 0, id}};
constexpr MaskedElement review[] = {{2, 0, id}};
constexpr MaskedElement service_decision[] = {{3, 7, text}};
constexpr MaskedElement service_institutional[] = {{2, 7, text}};
constexpr MaskedElement service_professional[] = {{1, 7, text}};
constexpr MaskedElement status[] = {{12, 0, text}};
constexpr MaskedElement address[] = {{1, 0, street}, {2, 0, street}};
constexpr MaskedElement trace[] = {{2, 0, id}, {3, 0, id}, {4, 0, id}};
constexpr MaskedElement transport[] = {{6, 0, street}, {7, 0, street}, {9, 0, text}, {10, 0, text}};

struct Row {
    edi::SegmentId segment;
    std::span<MaskedElement const> elements{};
};

// Ascending by the letters of the id.
constexpr Row rows[] = {
    {"AAA"_seg},
    {"AK1"_seg},
    {"AK2"_seg},
    {"AK3"_seg},
    {"AK4"_seg, acknowledged_element},
    {"AK5"_seg},
    {"AK9"_seg},
    {"AMT"_seg},
    {"BGN"_seg, note},
    {"BHT"_seg, beginning},
    {"BPR"_seg, payment},
    {"CAS"_seg},
    {"CL1"_seg},
    {"CLM"_seg, claim},
    {"CLP"_seg, claim_payment},
    {"CN1"_seg, contract},
    {"CR1"_seg, transport},
    {"CR2"_seg, chiropractic},
    {"CR3"_seg},
    {"CR5"_seg},
    {"CR6"_seg},
    {"CRC"_seg},
    {"CTP"_seg},
    {"CTX"_seg, context},
    {"CUR"_seg},
    {"DMG"_seg, birth_and_sex},
    {"DN1"_seg},
    {"DN2"_seg},
    {"DTM"_seg},
    {"DTP"_seg},
    {"EB"_seg, benefit},
    {"EQ"_seg},
    {"FRM"_seg, form_answer},
    {"GE"_seg},
    {"GS"_seg, group},
    {"HCP"_seg, repricing},
    {"HCR"_seg, review},
    {"HD"_seg, health_coverage},
    {"HI"_seg},
    {"HL"_seg},
    {"HSD"_seg},
    {"IEA"_seg},
    {"IK3"_seg},
    {"IK4"_seg, acknowledged_element},
    {"IK5"_seg},
    {"III"_seg},
    {"INS"_seg},
    {"ISA"_seg, interchange},
    {"K3"_seg, fixed_text},
    {"LE"_seg},
    {"LIN"_seg},
    {"LQ"_seg},
    {"LS"_seg},
    {"LX"_seg},
    {"MEA"_seg},
    {"MIA"_seg},
    {"MOA"_seg},
    {"MSG"_seg, message},
    {"N1"_seg, organisation},
    {"N2"_seg, organisation},
    {"N3"_seg, address},
    {"N4"_seg, city},
    {"NM1"_seg, party},
    {"NTE"_seg, note},
    {"OI"_seg},
    {"PAT"_seg},
    {"PER"_seg, contact},
    {"PLB"_seg, provider_adjustment},
    {"PRV"_seg},
    {"PS1"_seg, purchase},
    {"PWK"_seg, paperwork},
    {"QTY"_seg},
    {"REF"_seg, reference},
    {"SBR"_seg, coverage},
    {"SE"_seg},
    {"ST"_seg},
    {"STC"_seg, status},
    {"SV1"_seg, service_professional},
    {"SV2"_seg, service_institutional},
    {"SV3"_seg, service_professional},
    {"SV5"_seg},
    {"SVC"_seg},
    {"SVD"_seg, service_decision},
    {"TA1"_seg},
    {"TOO"_seg},
    {"TRN"_seg, trace},
    {"TS2"_seg},
    {"TS3"_seg, purchase},
    {"UM"_seg},
};

} // namespace

std::span<MaskedElement const> const* masked_elements(edi::SegmentId id) {
    auto const row = std::find_if(std::begin(rows), std::end(rows), [id](Row const& each) { return each.segment == id; });
    return row == std::end(rows) ? nullptr : &row->elements;
}

namespace {

/// Part `wanted` (1 = first) of `text` between `separator`s; empty at the end where there is none. A separator of 0 is none.
MaskedPart part_of(std::string_view text, char separator, std::uint32_t wanted) {
    std::size_t begin = 0;
    for (std::uint32_t part = 1;; ++part) {
        std::size_t const end = separator ? std::min(text.find(separator, begin), text.size()) : text.size();
        if (part == wanted) return {begin, end};
        if (end == text.size()) return {end, end};
        begin = end + 1;
    }
}

/// A number in the place of a patient's is a patient's whatever its qualifier says.
bool is_payers_own(std::string_view segment, edi::Delimiters const& delimiters, MaskedElement const& masked) {
    auto const element = [&](std::uint32_t n) {
        MaskedPart const part = part_of(segment, delimiters.element, n + 1);
        return segment.substr(part.begin, part.end - part.begin);
    };
    if (masked.unless_element == 0 || !edi::has_listed_code(masked.unless_codes, element(masked.unless_element))) return false;
    bool const person = segment.starts_with("NM1") && (element(1) == "IL" || element(1) == "QC");
    return !person;
}

} // namespace

std::optional<MaskedPart> masked_part(std::string_view segment, edi::Delimiters const& delimiters, MaskedElement const& element) {
    if (is_payers_own(segment, delimiters, element)) return std::nullopt;
    MaskedPart const at = part_of(segment, delimiters.element, element.element + 1U);
    if (element.component == 0) return at;
    MaskedPart const inside = part_of(segment.substr(at.begin, at.end - at.begin), delimiters.component, element.component);
    return MaskedPart{at.begin + inside.begin, at.begin + inside.end};
}

} // namespace engine::mask
