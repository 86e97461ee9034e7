// The parallel half of the 277CA (005010X214): what the answer will say of each claim, rendered where the claim is at hand. The records of
// the pieces, in the order of the pieces, are given to Answer277 (answer_277.hpp), which adds levels and totals. The bytes are private to
// these two files and do not depend on where the input was cut.
// Source: 005010X214 loops 2000C, 2000D, 2200D, 2220D; codes: claim status categories A1 A2 A3 and the rules' own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edi/claim/claim.hpp"
#include "edi/text/values.hpp"
#include "engine/ack/claim_answer.hpp"
#include "engine/ack/status_codes.hpp"

namespace engine::ack {

class SegmentWriter;

/// Reusable, one per thread; owns only scratch memory.
class RecordWriter277 {
public:
    /// `processed` is the day of processing that the answers name.
    explicit RecordWriter277(edi::Day processed);

    /// The set's BHT, submitter and receiver: once per set, before its first claim, by the piece that has the BHT (not by pieces that have it as context).
    void header(edi::SetHeader const& header, std::string& out) const;

    /// The billing provider of the claims that follow, with what rejects it in its own level (empty: nothing). Needed before the first claim of
    /// each piece and wherever the provider changes; saying the same provider again is harmless: neighbours that read the same in the answer
    /// become one level.
    void provider(edi::BillingProvider const& provider, StatusCodes const& rejected, std::string& out) const;

    /// The claim with its verdict. Accepted: A2:20. Rejected: up to three distinct status codes of its errors; those of lines in a line loop each, with
    /// A3:247 at the claim; errors without a code, and claims rejected by a level above, as A3:684. Notes which of the errors are about the billing
    /// provider: where all its claims have one, the provider is what is rejected.
    void claim(edi::Claim const& claim, ClaimVerdict const& verdict, std::string& out);

    /// A claim that was passed over unread (too large): counted and rejected. `control_number` is CLM01 as far as it is known, `charge` in cents.
    void unread_claim(std::string_view control_number, std::int64_t charge, std::string& out) const;

private:
    struct LineError {
        std::uint32_t line;    ///< 1 = first
        std::uint32_t finding; ///< index in the verdict's findings
    };
    void find_line_errors(ClaimVerdict const& verdict, std::uint32_t lines);
    void rejected_lines(edi::Claim const& claim, ClaimVerdict const& verdict, SegmentWriter& segments) const;

    edi::Day processed_day_;
    std::string processed_;              ///< the same, CCYYMMDD
    std::string accepted_claim_;         ///< STC of an accepted claim up to its charge
    std::vector<LineError> line_errors_; ///< of the claim at hand, ascending by line
};

} // namespace engine::ack
