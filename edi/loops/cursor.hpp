// The cursor walks the segments of one piece along a guide's outline, gives each its loop and node, and reports what does not fit
// as values. It is deterministic, never backtracks, resynchronises at HL, CLM and LX, and costs time linear in the input.
//
// How a segment finds its place. The open loops form a stack: the set, billing provider, subscriber, patient, claim, line, party.
//  1. From the deepest open loop outwards to the claim (or, outside of a claim, to the level), the first loop that has this segment id
//     with this qualifier at or after the point it has reached takes the segment; the loops below are closed. Neighbours in the outline
//     with the same segment id are one point: they may come in any order.
//  2. Otherwise the deepest of them that has it before that point takes it: out_of_sequence. A segment that opens a loop opens it there
//     and the order goes on from it; one that comes late for an outer loop leaves the inner loops open (and gets no node inside a
//     line, another payer or its decision, which would be cut in two).
//  3. Otherwise it gets no node: qualifier_unknown (some use of the id is here), unexpected_segment or unrecognized_segment.
// HL goes by HL03 alone, CLM always opens a claim under the innermost level (out_of_sequence where that is no subscriber or patient).
// An HL with an unknown HL03 ends the subscriber and the patient and has no node, so claims below it have no subscriber.
// One cause, one fault: after a loop opener without a place, the segments that may stand below such a loop are passed over (no node, no
// fault) until the next opener that has a place. Only NM1 is reported again meanwhile, because another code is another mistake.
// What is missing is reported when a loop closes; for the set and the levels, when the first level or claim below opens. ST and SE are
// the envelope reader's affair: they are placed, and never missing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "edi/guide/outline.hpp"
#include "edi/loops/fault.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// A segment with its place in the guide. `node` is no_node for a segment that has no place here; `loop` is then the loop that was open.
/// Otherwise `node` is the segment's own row of the outline (never a loop's row).
struct PlacedSegment {
    std::uint32_t segment = 0; ///< index in the SegmentTable
    NodeIndex node = no_node;
    LoopId loop = LoopId::none;
    SegmentId id = no_id; ///< the segment's, here too for those who look at it and its place alone
};

/// What a piece that continues a transaction set must know of the segments that it does not have. A piece's own text starts at the ST,
/// at an HL or at a CLM; its context is a copy of
///  - the set's segments before the first HL or CLM, then
///  - of each open level its HL and what follows up to the next HL or CLM (the head of the level).
/// Which levels are open goes by HL03 alone: "20" has rank 0, "22" rank 1, "23" rank 2, anything else rank 1 (blanks after the code do not count). An HL ends the open levels
/// of its own rank and above it in number. If the own text starts with an HL, that HL has already ended its levels: they are not in
/// the context.
struct CursorStart {
    std::uint32_t context_segments = 0; ///< the first so many segments of the table are the context; 0 for the piece that has the ST
    /// By rank: running number of the open level's HL in the context (n for the n-th HL of the set), 0 where none is open.
    std::array<std::uint64_t, 3> context_levels{};
    std::uint64_t levels = 0; ///< HL segments of the set before the piece's own text
    std::uint32_t claims = 0; ///< claims before the own text of the innermost open level (with no level open: of the set)
    /// [0]: HL segments of rank 1 since the open rank 0 level; [1]: HL segments of rank 2 since the open rank 1 level, those of the context
    /// included. To judge HL04.
    std::array<std::uint32_t, 2> children{};
};

/// What follows the piece's own text in the set, so that loops are closed (and missing parts reported) in one piece only.
struct CursorEnd {
    enum class Next : std::uint8_t { claim, level, set_end } next = Next::set_end;
    char level_code[3] = {}; ///< HL03 when next is level ("20", "22", "23"; anything else where it is unknown), zero-terminated
};

/// Keeps nothing between calls: the stack of open loops is small and fixed, and the tables are built once a guide.
class Cursor {
public:
    /// Places every segment of `segments` (ST first, or the context first) and appends to `placed` and `faults`, which are cleared before.
    /// Over all pieces of a set, however it is cut, the faults without `repeated` are the faults of the set in one piece. Note that
    /// level_child_code is found where a level ends (HL04 = 1 and no level below) or where its first level below comes (HL04 = 0), which may
    /// be in another piece than the level's claims: it cannot decide over single claims.
    void place(Guide const& guide, SegmentTable const& segments, CursorStart const& start, CursorEnd const& end,
               std::vector<PlacedSegment>& placed, std::vector<Fault>& faults);
};

} // namespace edi
