// What can be wrong with the segments of a transaction set, as values: what the cursor finds (order, number, levels) and what the
// element checker finds (usage, length, codes, formats). Each kind has its rule (rules/structure, rules/data_elements).
// Source of the numbers in brackets: 005010X231A1 (999), IK304 for segments and IK403 for elements.
#pragma once

#include <cstdint>

#include "edi/guide/outline.hpp"
#include "edi/text/place.hpp"
#include "edi/text/segments.hpp"

namespace edi {

enum class FaultKind : std::uint8_t {
    // segments and loops (IK304)
    unrecognized_segment, ///< the guide has no such segment id (1)
    unexpected_segment,   ///< the guide has it, but not in this loop or its parents (2)
    qualifier_unknown,    ///< the segment belongs here, but none of its uses has this qualifier (2)
    missing_segment,      ///< a required segment of a loop that is present (3)
    missing_loop,         ///< a required loop of a loop that is present (3); `segment` is its opening segment
    too_many_loops,       ///< (4)
    too_many_segments,    ///< (5)
    out_of_sequence,      ///< in the right loop, after a segment it must precede; a level or claim without the level above it (7)
    level_unknown,        ///< HL03 is no level of this guide
    level_number,         ///< HL01 is not the number of HL segments so far
    level_parent,         ///< HL02 does not name the open level above (or is given on a top level)
    level_child_code,     ///< HL04 says there are levels below and there are none, or the other way round
    // elements and components (IK403)
    element_missing,         ///< required by the guide (1)
    element_dependent,       ///< demanded by another element that is there, or one of several that must be (2)
    too_many_elements,       ///< more than the segment has (3)
    element_short,           ///< (4)
    element_long,            ///< (5)
    element_character,       ///< a character that the element's type does not have (6)
    element_code,            ///< not in the code list (7)
    element_code_elsewhere,  ///< a code of this element that the guide does not have at this place (I6)
    element_date,            ///< no day, or not in the format that the qualifier names (8)
    element_time,            ///< (9)
    element_excluded,        ///< must not be there beside another element (10)
    element_not_used,        ///< the guide does not use it here (I10)
    element_pattern,         ///< not of the form that the guide asks for here (I12)
    too_many_repeats,        ///< (12)
    too_many_components,     ///< (13)
    element_padded,          ///< blanks or zeros that the standard wants left out; legal to read
    element_character_local, ///< a letter outside of the basic and extended character sets: by agreement of the partners only
    trailing_separators,     ///< empty elements or components at the end; legal to read
    count
};

/// The first kind that is about elements.
inline constexpr FaultKind first_element_fault = FaultKind::element_missing;

struct Fault {
    FaultKind kind;
    Place place; ///< the segment (or element) at fault; for a segment or loop that is missing: the segment after which it was due
    LoopId loop = LoopId::none;
    SegmentId segment = no_id; ///< the segment that is wrong or missing
    NodeIndex node = no_node;  ///< the outline node it is about, if there is one
    bool repeated = false;     ///< found again in the context of a continued piece: counts for verdicts, was reported before
    /// Index of the segment at which it was found (what closes a loop is the segment after it, or the end of the piece:
    /// segments.size()). Ascending, so that claims and faults can be told in one order however the set is cut.
    std::uint32_t found_at = 0;
};

} // namespace edi
