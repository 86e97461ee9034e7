// What a 277CA must know of one claim, one billing provider and one set. Written by the parallel stage as bytes (records), read back by
// the assembly when the set is complete. See claim_status_277.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/finding.hpp"

namespace engine::ack {

/// The verdict of one claim with the findings that made it.
struct ClaimVerdict {
    bool accepted = true;
    std::int64_t charge = 0;                  ///< cents; 0 when CLM02 cannot be read
    std::span<rules::Finding const> findings; ///< findings of this claim; only errors matter for a 277CA
    bool level_rejected = false;              ///< an error of the levels above the claim (provider, subscriber, patient, header) rejects it
};

} // namespace engine::ack
