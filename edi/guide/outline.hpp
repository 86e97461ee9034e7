// The implementation guides as flat tables: loops and segments in the order of the printed guide, with usage, repeats and the
// codes that tell one use of a segment from another. The cursor (edi/loops) is the only reader of the order; another guide is
// another table, not other code.
// Source: structure of 005010X222A1, 005010X223A2, 005010X214 and 005010X231A1; names are ours.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "edi/text/segments.hpp"

namespace edi {

/// Every loop of the guides we know; a loop that has the same name in several guides is there once. `header` is the set itself (ST, BHT,
/// SE); `none` is "outside of any loop".
enum class LoopId : std::uint8_t {
    none,
    header,
    L1000A,
    L1000B,
    L2000A,
    L2010AA,
    L2010AB,
    L2010AC,
    L2000B,
    L2010BA,
    L2010BB,
    L2000C,
    L2010CA,
    L2300,
    L2310A,
    L2310B,
    L2310C,
    L2310D,
    L2310E,
    L2310F,
    L2320,
    L2330A,
    L2330B,
    L2330C,
    L2330D,
    L2330E,
    L2330F,
    L2330G,
    L2330H,
    L2330I,
    L2400,
    L2410,
    L2420A,
    L2420B,
    L2420C,
    L2420D,
    L2420E,
    L2420F,
    L2420G,
    L2420H,
    L2430,
    L2440,
    // 277CA
    L2000D,
    L2100A,
    L2100B,
    L2100C,
    L2100D,
    L2200A,
    L2200B,
    L2200C,
    L2200D,
    L2220D,
    // 999
    L2000,
    L2100,
    L2110,
    count
};

/// "2010AA"; "header" for the set's own segments; empty for none.
std::string_view loop_name(LoopId loop);

enum class GuideId : std::uint8_t {
    professional,
    institutional,
    claim_acknowledgement,          ///< 277CA
    implementation_acknowledgement, ///< 999
    interchange_acknowledgement,    ///< TA1: a segment that stands for itself, outside of any set
    count
};

enum class Usage : std::uint8_t { required, situational, not_used };

enum class NodeKind : std::uint8_t { loop, segment };

/// Tells one use of a segment from another: element (component) has one of `codes` (blank-separated). element 0: no qualifier.
struct Qualifier {
    std::uint8_t element = 0;
    std::uint8_t component = 0; ///< 0 = whole element
    std::string_view codes;
};

/// One line of a guide's table of contents. A loop's children follow it at depth + 1; its first child is the segment that opens it.
struct OutlineNode {
    NodeKind kind;
    std::uint8_t depth;
    LoopId loop;       ///< the loop itself, or the loop the segment belongs to
    SegmentId segment; ///< for a loop: its opening segment
    Usage usage;
    std::uint16_t repeat;  ///< most uses in one parent; 0 = no limit
    std::string_view name; ///< our own words: "subscriber name"
    Qualifier qualifier{};
    /// Of a segment: its elements in the notation of element_notation.hpp (read through edi/guide/element_uses.hpp). The element that the
    /// qualifier names has no codes there: the cursor has looked at it.
    std::string_view elements{};
};

using NodeIndex = std::uint16_t;
inline constexpr NodeIndex no_node = 0xFFFF;

/// One kind of HL level: the loop that such an HL opens.
struct GuideLevel {
    LoopId loop;
    std::string_view code; ///< HL03
};

/// The kinds of levels of a guide in the order in which they hang below each other; the place in this order is a level's rank.
struct GuideLevels {
    static constexpr std::size_t most = 4;
    std::array<GuideLevel, most> list{};
    std::uint8_t count = 0;
    std::uint8_t unknown_rank = 0; ///< rank of an HL with another code: that of the first level with claims, else of the last
};

/// One guide with the outline in printed order. The objects live as long as the program.
struct Guide {
    GuideId id;
    std::string_view set;                 ///< ST01; empty: no set
    std::string_view group;               ///< GS01
    std::string_view version;             ///< GS08 / ST03 that it is: "005010X222A1"
    std::string_view title;               ///< "837P"
    std::span<OutlineNode const> outline; ///< node 0 is the set (LoopId::header)
    GuideLevels levels;
    bool has_claims; ///< CLM segments, cut and judged one by one

    /// Rank of a level with this HL03 (blanks after it do not count); levels.count when the guide has none such.
    std::size_t rank_of(std::string_view hl03) const {
        while (!hl03.empty() && (hl03.back() == ' ' || hl03.back() == '\r')) hl03.remove_suffix(1);
        std::size_t rank = 0;
        while (rank < levels.count && levels.list[rank].code != hl03) ++rank;
        return rank;
    }
};

Guide const& guide(GuideId id);

/// An object of type T for each guide, made from it at first use and kept.
template <class T>
T const& per_guide(GuideId id) {
    switch (id) {
        case GuideId::institutional: {
            static T const made(guide(GuideId::institutional));
            return made;
        }
        case GuideId::claim_acknowledgement: {
            static T const made(guide(GuideId::claim_acknowledgement));
            return made;
        }
        case GuideId::implementation_acknowledgement: {
            static T const made(guide(GuideId::implementation_acknowledgement));
            return made;
        }
        case GuideId::interchange_acknowledgement: {
            static T const made(guide(GuideId::interchange_acknowledgement));
            return made;
        }
        default: {
            static T const made(guide(GuideId::professional));
            return made;
        }
    }
}

/// How the program answers the version a group or set names in GS08 / ST03.
enum class Support : std::uint8_t {
    exact,   ///< our outline is that version
    nearest, ///< another errata of a guide we have (X222, X223, X223A1, X223A3, X222A2, X231): checked with the nearest outline
    none     ///< not a version we can check
};
struct GuideChoice {
    Support support = Support::none;
    GuideId guide = GuideId::professional;
};
/// The guide is one for sets of its own kind only: Guide::set.
GuideChoice choose_guide(std::string_view version);

} // namespace edi
