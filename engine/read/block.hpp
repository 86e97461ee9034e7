// What the serial reader hands to the parallel stage: a buffer of text and, in order, what stands in it. Everything that a person will
// read later (file offset, segment number, claim number) is given exactly here, so no later stage has to know its neighbours.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edi/envelope/fault.hpp"
#include "edi/loops/cursor.hpp"
#include "engine/scope.hpp"
#include "engine/unpack/packing.hpp"

namespace engine::read {

/// The part of the batch that an envelope fault is about. A set, group or interchange is rejected with it when its rule is an error; what is
/// wrong between interchanges rejects none of them.
enum class ScopeLevel : std::uint8_t { input, interchange, group, set, claim };

/// From byte `begin` (segment `first_index`) of a piece on, bytes and segments run on from these positions.
struct TextPart {
    std::uint32_t begin = 0;       ///< offset in the piece's text
    std::uint32_t first_index = 0; ///< index of its first segment among those of the piece
    std::uint64_t file_offset = 0;
    std::uint64_t segment_no = 0; ///< in the set, ST = 1
};

/// Whole claims of one transaction set; of a claim acknowledgement whole levels, of a 999 the whole set. The text is contiguous: first the
/// context (header and open levels, seen before), then its own.
struct Piece {
    std::uint32_t begin = 0, own_begin = 0, end = 0; ///< offsets in Block::buffer
    std::array<TextPart, 2 + edi::GuideLevels::most> parts{};
    std::uint32_t part_count = 0;

    /// The part that has segment `index` of the piece.
    TextPart const& part_of(std::uint32_t index) const {
        std::uint32_t part = part_count - 1;
        while (part > 0 && parts[part].first_index > index) --part;
        return parts[part];
    }
    /// Number of segment `index` of the piece in its set, ST = 1.
    std::uint64_t segment_no(std::uint32_t index) const {
        TextPart const& part = part_of(index);
        return part.segment_no + (index - part.first_index);
    }
    edi::CursorStart start;
    edi::CursorEnd next;
    std::uint64_t claims_before = 0; ///< claims of the input before the piece's own text
};

struct EnvelopeFinding {
    edi::EnvelopeFault fault{};
    ScopeLevel level = ScopeLevel::input;
    std::string expected, found; ///< values that should agree; no patient data
    std::uint64_t offset = 0;    ///< of the segment, in the input
    /// Of the element in the segment, or of the whole segment where it is about none; behind the segment where the element is not there.
    std::uint32_t begin = 0, length = 0;
    std::uint64_t segment_no = 0; ///< in the set; 0 = outside of one
    std::uint8_t element = 0;
    std::string segment_text; ///< envelope segment it is about, clipped
    std::string claim;        ///< CLM01 when level is claim
    std::uint64_t claim_no = 0;
    std::int64_t charge = 0; ///< of that claim, cents; 0 where it cannot be read
    std::string_view ta105;  ///< code of the TA1, where it depends on more than the fault; static
    /// Of an ISA that cannot be read: what a TA1 must know of it, where that much can be told. Its ordinal is 0.
    std::shared_ptr<InterchangeScope const> answerable;
};

/// Claims that cannot be checked (unsupported guide, outside of a set, too large): counted, and rejected.
struct CountedClaims {
    std::uint64_t claims = 0, lines = 0;
    std::int64_t charges = 0;   ///< cents
    std::string control_number; ///< CLM01 when it is one claim passed over in a checked set
};

enum class ItemKind : std::uint8_t {
    input_open,
    bytes,            ///< text just read (of a packed input: unpacked), all of it and in order
    interchange_open, ///< with the text of its ISA
    group_open,       ///< with the text of its GS
    set_open,
    piece,
    interchange_acknowledgement, ///< a TA1: `piece` has its text alone
    unread,                      ///< text of the set that is in no piece, because it cannot be checked
    fault,
    counted,
    set_close,
    group_close,
    interchange_close,
    input_close
};

struct Item {
    ItemKind kind;
    Scope scope;
    Piece piece;             ///< piece, interchange_acknowledgement
    EnvelopeFinding finding; ///< fault; set_close: what is told if the set was in the run before
    CountedClaims counted;   ///< counted
    /// bytes, interchange_open, group_open, unread: the text, as offsets in Block::buffer. An ISA has its line break with it.
    std::uint32_t begin = 0, end = 0;
    /// set_close, group_close, interchange_close: segments of that scope not counted by a scope inside it; unread: segments of the text
    std::uint64_t segments = 0;
    std::uint64_t included_sets = 0; ///< group_close: GE01; the number of its sets where there is no GE01 that can be read
    bool answers_only = false;       ///< interchange_close: it holds nothing but TA1 segments
    std::string unreadable;          ///< input_close: why the input could not be read; empty = it could
    std::uint64_t input_bytes = 0;   ///< input_close: of the file as it lies on the disk; of a zip member, its bytes in the archive
    unpack::Packing packing = unpack::Packing::none; ///< bytes, input_close
    std::uint64_t unpacked_bytes = 0;                ///< input_close of a packed input
    /// input_close: what was unpacked cannot be trusted, because the packed bytes are damaged or cut off. Nothing of it is accepted or answered.
    bool damaged = false;
    std::uint64_t outside_bytes = 0; ///< input_close: text (not padding) outside of interchanges
    bool whole = false;              ///< input_close: read to its end
    std::string sha256;              ///< input_close; filled in by the checksum stage, but for packed inputs
};

/// One token of the pipeline. Reused; the buffer only grows.
struct Block {
    std::unique_ptr<char[]> buffer;
    std::size_t capacity = 0, size = 0;
    std::vector<Item> items;
    std::uint64_t settled = 0; ///< of the input that is still open at the end: everything before this offset was handed out

    std::string_view text(std::uint32_t begin, std::uint32_t end) const { return {buffer.get() + begin, end - begin}; }
    /// Makes room for at least `bytes`; what is there stays.
    void reserve(std::size_t bytes);
};

} // namespace engine::read
