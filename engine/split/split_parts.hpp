// The parallel half of --split: where the parts of a set stand in the block's text, each part whole, in the order of the input, and
// what the verdict on each claim is. Nothing is copied; the serial half (split_files.hpp) takes the text from the block.
#pragma once

#include <cstdint>
#include <vector>

#include "edi/claim/claim.hpp"
#include "edi/text/segments.hpp"
#include "engine/read/block.hpp"

namespace engine::split {

enum class PartKind : std::uint8_t {
    header, ///< ST up to the first HL or CLM
    level,  ///< an HL up to the next HL or CLM
    claim   ///< a CLM up to the next CLM, HL or SE
};

struct SplitPart {
    std::uint32_t begin = 0, end = 0; ///< in Block::buffer; line breaks behind the last terminator belong to it
    std::uint32_t segments = 0;
    PartKind kind = PartKind::header;
    std::uint8_t rank = 0;   ///< level: 0 billing provider, 1 subscriber or a code that no guide has, 2 patient
    std::uint32_t lines = 0; ///< header, level: service lines in it, which have lost their CLM
    bool accepted = false;   ///< claim: the verdict, as far as it does not hang on the set around it
};

/// Finds the parts of one piece after the other; reusable, owns nothing. Together the parts of a piece are its own text without the SE.
class PartFinder {
public:
    /// Begins a piece, whose segments are in `segments`; appends to `parts` until finish(). All must outlive that.
    void start(edi::SegmentTable const& segments, read::Piece const& piece, std::vector<SplitPart>& parts);
    /// The next claim of the piece.
    void claim(edi::Claim const& claim, bool accepted);
    void finish();

private:
    void pass(std::uint32_t end);
    void open(PartKind kind, std::uint32_t segment);
    void close(std::uint32_t segment, std::uint32_t text_end);

    edi::SegmentTable const* segments_ = nullptr;
    std::vector<SplitPart>* parts_ = nullptr;
    std::uint32_t piece_begin_ = 0;
    std::uint32_t next_ = 0;  ///< the first segment not passed yet
    std::uint32_t first_ = 0; ///< of the open part
    bool open_ = false;       ///< the last of `parts` has no end yet
};

} // namespace engine::split
