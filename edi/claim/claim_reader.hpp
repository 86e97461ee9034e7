// Placed segments to claims: a Boost.Spirit X3 grammar over segment tokens, behind a plain function.
#pragma once

#include <memory>
#include <span>

#include "edi/claim/claim.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/text/segments.hpp"

namespace edi {

/// Is handed each claim of a piece, in order. The claim is only valid during the call.
class ClaimVisitor {
public:
    virtual void visit(Claim const& claim) = 0;

protected:
    ~ClaimVisitor() = default;
};

/// Reusable; owns the claim object and the levels above it. One per thread.
class ClaimReader {
public:
    ClaimReader();
    ~ClaimReader();
    ClaimReader(ClaimReader&&) noexcept;
    ClaimReader& operator=(ClaimReader&&) noexcept;

    /// Reads the placed segments of one piece (context first, if any). Never fails: a segment that has no place is passed over, because
    /// the cursor has reported it. Every CLM that was placed in 2300 gives exactly one claim. A claim without a subscriber level above it
    /// gets empty levels (their places are unknown).
    void read(GuideId guide, SegmentTable const& segments, std::span<PlacedSegment const> placed, ClaimVisitor& visitor);

    /// The set's header as far as the piece (or its context) has it; valid until the next read().
    SetHeader const& header() const;
    /// The last billing provider of the piece, or its context; ordinal 0 = none. Valid until the next read().
    BillingProvider const& billing_provider() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace edi
