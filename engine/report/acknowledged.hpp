// Which acknowledgement codes a finding leads to: said in every findings report.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "engine/report/finding_view.hpp"

namespace engine::report {

struct AckCode {
    std::string_view kind; ///< "277CA", "999" or "TA1"
    std::string_view code;
};

/// At most three 277CA codes, one for the 999, one for the TA1.
struct AckCodes {
    std::array<AckCode, 5> codes;
    std::size_t count = 0;
    AckCode const* begin() const { return codes.data(); }
    AckCode const* end() const { return codes.data() + count; }
};

/// The rule's codes; those of the 277CA and the 999 only when the finding is an error, those of the TA1 unless it is advice. None of what
/// is waived or wrong inside of an acknowledgement.
AckCodes ack_codes(FindingView const& finding);
/// All that an error of the rule can lead to.
AckCodes ack_codes(rules::Rule const& rule);

} // namespace engine::report
