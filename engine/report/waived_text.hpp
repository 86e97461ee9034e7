// What the summary says of waivers and of a baseline.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/tally.hpp"
#include "engine/waivers/waivers.hpp"

namespace engine::report {

/// What came of the waivers of a run.
struct WaivedFindings {
    waivers::Waivers const* waivers = nullptr; ///< never null; its owner is the caller's
    std::vector<std::uint64_t> found;          ///< by the number of the waiver: findings that it fits
    std::uint64_t known_found = 0;             ///< entries of the baseline that were found again
};

/// "used", "unused" or "expired".
std::string_view state_of(WaivedFindings const& waived, std::uint32_t number);

/// Lines for people: how much is waived, then each waiver, those that are unused or expired with the word.
void append_waived(WaivedFindings const& waived, Tally const& totals, std::string& out);

} // namespace engine::report
