// The implementation guides as flat tables: loops and segments in the order of the printed guide, with usage, repeats and the
// codes that tell one use of a segment from another. The cursor (edi/loops) is the only reader of the order; another guide is
// another table, not other code.
// Source: structure of 005010X222A1 and 005010X223A2; names are ours.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "edi/text/segments.hpp"

namespace edi {

/// Every loop of the 837 guides we know. `header` is the set itself (ST, BHT, SE); `none` is "outside of any loop".
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
    count
};

/// "2010AA"; "header" for the set's own segments; empty for none.
std::string_view loop_name(LoopId loop);

enum class GuideId : std::uint8_t { professional, institutional };

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

/// One guide with the outline in printed order. The objects live as long as the program.
struct Guide {
    GuideId id;
    std::string_view version;             ///< GS08 / ST03 that it is: "005010X222A1"
    std::string_view title;               ///< "837P" or "837I"
    std::span<OutlineNode const> outline; ///< node 0 is the set (LoopId::header)
};

Guide const& guide(GuideId id);

/// How the program answers the version an 837 group or set names in GS08 / ST03.
enum class Support : std::uint8_t {
    exact,   ///< our outline is that version
    nearest, ///< another errata of a guide we have (X222, X223, X223A1, X223A3, X222A2): checked with the nearest outline
    none     ///< not a version we can check
};
struct GuideChoice {
    Support support = Support::none;
    GuideId guide = GuideId::professional;
};
GuideChoice choose_guide(std::string_view version);

} // namespace edi
