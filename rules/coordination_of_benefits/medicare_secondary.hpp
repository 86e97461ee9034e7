// Medicare as second payer in an 837I: the value codes that stand where an 837P has SBR05.
#pragma once

#include "rules/payer_kind.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

/// The claim goes to Medicare.
inline bool goes_to_medicare(edi::Claim const& claim) {
    return is_medicare(claim.subscriber->coverage.filing_code.text);
}

/// A value code (HI BE) for what another payer paid before Medicare: 12 working aged, 13 end-stage renal disease, 14 no-fault, 15 workers'
/// compensation, 16 public health or other federal, 41 black lung, 42 veterans, 43 disabled, 47 liability. Source: the same numbers as SBR05.
inline bool is_msp_value(edi::HealthCode const& code) {
    return code.qualifier.text == "BE" && is_one_of(code.code.text, {"12", "13", "14", "15", "16", "41", "42", "43", "47"});
}

/// The first of them, or null.
inline edi::HealthCode const* msp_value(edi::Claim const& claim) {
    for (edi::HealthCode const& code : claim.codes)
        if (is_msp_value(code)) return &code;
    return nullptr;
}

} // namespace rules
