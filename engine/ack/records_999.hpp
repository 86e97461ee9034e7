// The parallel half of the 999 (005010X231A1): the IK3 segments of a piece with their CTX and IK4, rendered where the segments are at hand.
// The records of the pieces, in the order of the pieces, are given to Answer999 (answer_999.hpp). Which records there are, and their bytes, does
// not depend on where the input was cut.
// Source: 005010X231A1 loops 2100 and 2110.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edi/guide/element_uses.hpp"
#include "edi/guide/outline.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/loops/fault.hpp"
#include "edi/text/segments.hpp"
#include "engine/read/block.hpp"

namespace engine::ack {

class SegmentWriter;

/// The guide sets no limits; a set of garbage would have an answer larger than itself. What is found beyond them is not in the 999 (its
/// findings are); the verdict counts all.
inline constexpr std::uint32_t most_segment_errors = 10'000, most_element_errors = 20'000;

/// Reusable, one per thread; owns only scratch memory.
class RecordWriter999 {
public:
    /// The piece that the faults to come are of; all must stay until finish().
    void start(edi::Guide const& guide, edi::SegmentTable const& segments, std::span<edi::PlacedSegment const> placed,
               read::Piece const& piece);

    /// A fault, in the order in which they were found. `code` is "IK304:3" or "IK403:7"; `claim` is CLM01 of the claim it is in, empty for none.
    ///
    /// What is missing is due in the place behind the segment it should follow: IK302 is the number of that segment plus one.
    /// Business unit (CTX): the claim; without one, in a level of a subscriber or patient, the subscriber's id. Situational trigger (CTX): of an element
    /// that another one demands or forbids, that other one; of something missing in a situational loop, the segment that opens the loop.
    void add(edi::Fault const& fault, std::string_view code, std::string_view claim, std::string& out);

    /// Ends the last record.
    void finish(std::string& out);

private:
    struct Element {
        edi::Fault fault;
        std::string_view code;
    };

    void open(edi::Fault const& fault, std::string_view code, std::string_view claim, std::string& out);
    void note_element(edi::Fault const& fault, std::string_view code);
    void write_element(Element const& element, SegmentWriter& segments) const;
    void element_trigger(edi::Fault const& fault, SegmentWriter& segments) const;
    void segment_trigger(edi::Fault const& fault, SegmentWriter& segments) const;
    void business_unit(edi::Fault const& fault, std::string_view claim, SegmentWriter& segments);
    std::string_view subscriber_id(std::uint32_t segment);
    edi::LoopId loop_of(edi::Fault const& fault) const;

    edi::Guide const* guide_ = nullptr;
    edi::SegmentTable const* segments_ = nullptr;
    edi::Delimiters delimiters_; ///< of the answer
    std::span<edi::PlacedSegment const> placed_;
    read::Piece const* piece_ = nullptr;
    std::vector<std::uint32_t> subscribers_; ///< HL segments of subscribers in the piece, when somebody has asked
    bool subscribers_known_ = false;
    std::uint32_t segment_errors_ = 0, element_errors_ = 0; ///< of the piece

    // The open record.
    bool is_open_ = false, has_elements_ = false;
    std::uint32_t segment_ = 0;
    std::size_t frame_ = 0, text_ = 0; ///< where it begins in `out`, and where its segments begin
    std::uint64_t position_ = 0;
    std::uint32_t rank_ = 0, kinds_ = 0, head_count_ = 0;
    std::size_t head_length_ = 0;
    std::vector<Element> elements_; ///< written when the record ends, in their order
};

} // namespace engine::ack
