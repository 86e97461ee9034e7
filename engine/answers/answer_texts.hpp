// Where it goes what a received acknowledgement says: the report for people and answers.jsonl, one object for each TA1, group, set, segment or
// element of a 999, batch, provider, claim or line of a 277CA.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "edi/loops/cursor.hpp"
#include "edi/text/segments.hpp"
#include "engine/answers/answer_tally.hpp"
#include "engine/scope.hpp"

namespace engine::answers {

/// Owned by the caller; nothing is kept beyond the call.
struct AnswerTexts {
    std::string& text;
    std::string* jsonl; ///< null: not wanted
    AnswerTally& tally;
    Scope const& scope;
};

/// Segments as the cursor has placed them. Those without a place are findings, and are not read.
struct PlacedTable {
    edi::SegmentTable const& segments;
    std::span<edi::PlacedSegment const> placed;

    edi::Segment operator[](std::uint32_t i) const { return segments[placed[i].segment]; }
    /// The id; no_id for a segment without a place.
    edi::SegmentId id(std::uint32_t i) const { return placed[i].node == edi::no_node ? edi::no_id : placed[i].id; }
    edi::LoopId loop(std::uint32_t i) const { return placed[i].loop; }
};

/// One object of answers.jsonl; it is written (and counted) when this goes. Texts that are empty are left out.
class AnswerLine {
public:
    /// `what` it is about: "interchange", "group", "set", "segment", "element", "batch", "provider", "claim", "line".
    AnswerLine(std::string_view kind, std::string_view what, AnswerTexts const& texts);
    ~AnswerLine();
    AnswerLine(AnswerLine const&) = delete;
    AnswerLine& operator=(AnswerLine const&) = delete;

    void text(std::string_view key, std::string_view value);
    /// Digits as a number; anything else as a text.
    void number(std::string_view key, std::string_view value);
    /// An X12 amount in dollars and cents; one that cannot be read as it is.
    void money(std::string_view key, std::string_view value);
    void list(std::string_view key, std::span<std::string const> values);

private:
    std::string* out_;
};

/// Appends an X12 amount in dollars and cents; one that cannot be read as it is.
void append_amount(std::string_view amount, std::string& out);
/// Cents of an X12 amount; 0 when it cannot be read.
std::int64_t cents_of(std::string_view amount);

} // namespace engine::answers
