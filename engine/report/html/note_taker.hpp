// Takes the notes of a block: one for each thread, its memory is reused. An accepted claim without findings costs three comparisons with the claim before
// it, and the sums of its drugs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "edi/claim/claim.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/text/segments.hpp"
#include "engine/read/block.hpp"
#include "engine/report/annotated_text.hpp"
#include "engine/report/html/notes.hpp"
#include "rules/facts.hpp"
#include "rules/finding.hpp"

namespace engine::report::html {

/// Adds up by party within one item.
class PartyCounter {
public:
    /// What follows is of another item.
    void start() {
        last_ = none;
        ++generation_;
        used_ = 0;
    }
    void add(std::string_view id, std::string_view name, Verdicts const& verdicts, std::vector<PartyVerdicts>& list);

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Slot {
        std::uint32_t generation = 0, index = 0;
    };
    std::uint32_t find(std::string_view id, std::string_view name, std::vector<PartyVerdicts>& list);
    void grow(std::vector<PartyVerdicts> const& list);

    std::vector<Slot> slots_ = std::vector<Slot>(64); ///< a power of two, never more than half full
    std::uint32_t generation_ = 0, used_ = 0;
    std::uint32_t last_ = none; ///< the party of the claim before
};

/// Why a claim is as it is.
struct ClaimVerdict {
    bool own_error = false;   ///< an error in the claim itself
    bool level_error = false; ///< one in a level above it
};

/// What a piece has read and placed.
struct PlacedPiece {
    edi::SegmentTable const& segments;
    std::span<edi::PlacedSegment const> placed;
    read::Piece const& piece;
};

class NoteTaker {
public:
    /// What follows is of the next item of the block.
    void item(Notes& notes);
    /// Every claim that was checked.
    void claim(rules::ClaimFacts const& facts, ClaimVerdict verdict, Notes& notes);
    /// `rules` reject a claim with this charge from levels above it; `findings` are those of the claim itself.
    void below(std::span<rules::Rule const* const> rules, rules::Findings const& findings, std::int64_t charge, Notes& notes);
    /// Claims that could not be.
    void unread(read::CountedClaims const& counted, Notes& notes);
    /// What was found in a claim, or by level faults outside of one (`heading` and `claim` null). `order` tells the findings' order.
    void findings(rules::Findings const& findings, std::span<std::uint32_t const> order, Heading const* heading, edi::Claim const* claim,
                  Scope const& scope, PlacedPiece const& piece, Notes& notes);
    /// A finding about an envelope, and what it rejects as a whole. The segment's text must live as long as the block.
    void envelope(FindingView const& finding, read::ScopeLevel rejects, std::optional<std::int64_t> charge, Notes& notes);

private:
    void doses(rules::ClaimFacts const& facts, Notes& notes);
    void choose_segments(rules::Findings const& findings, std::span<std::uint32_t const> order, edi::Claim const* claim,
                         PlacedPiece const& piece, Notes& notes);
    NotedPlace place_of(edi::Place place, PlacedPiece const& piece) const;

    /// A dose of one line that was found to agree: most doses of a batch are like one before them.
    struct KnownDose {
        rules::Drug const* drug = nullptr; ///< null: none
        rules::NdcStrength const* strength = nullptr;
        edi::Decimal quantity, units;
        std::uint32_t measure = 0; ///< CTP05-1 as pack_code() has it
        std::int64_t billed = 0;

        friend bool operator==(KnownDose const& a, KnownDose const& b) {
            return a.drug == b.drug && a.strength == b.strength && a.quantity.mantissa == b.quantity.mantissa &&
                   a.quantity.scale == b.quantity.scale && a.units.mantissa == b.units.mantissa && a.units.scale == b.units.scale &&
                   a.measure == b.measure;
        }
    };
    /// The dose of the line as a key; no drug where it is none that can be known.
    static KnownDose known_dose(rules::ClaimFacts const& facts, std::uint32_t line);

    std::array<PartyCounter, party_kinds> parties_;
    std::array<KnownDose, 64> known_doses_;
    std::vector<std::uint32_t> shown_; ///< segments of the claim at hand, ascending
};

} // namespace engine::report::html
