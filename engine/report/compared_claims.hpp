// What the summary says of the comparison of claims over the run.
#pragma once

#include <cstdint>
#include <string>

namespace engine::report {

struct ComparedClaims {
    std::uint64_t claims = 0, drug_lines = 0; ///< compared with those before them; a drug line counts once a day
    std::uint64_t bytes = 0;                  ///< of the tables
    std::uint64_t not_compared = 0;           ///< claims behind the one at which the tables were full
    std::string ended_in;                     ///< path of the input with that claim; empty: all were compared
    std::uint64_t ended_at = 0;               ///< number of that claim in the input
};

} // namespace engine::report
