// One line on a terminal's standard error that says how far a run is and writes over itself. It is not there in a run of less than a second,
// and never where standard error is no terminal; nothing of the claims is in it. It goes before anything else is printed, and when the
// program is interrupted.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/progress.hpp"
#include "engine/scope.hpp"

namespace cli::progress {

/// A run begins. `inputs`: what will be read, to know how much that is.
void begin(std::span<engine::InputScope const> inputs);
/// It is so far; shows the line from the second second on, at most five times a second.
void show(engine::Progress const& now);
/// Removes the line.
void clear();

/// The line's text: "312 of 1024 MB (30 %), 402331 claims, 198 MB/s, 4 s left". `total`: bytes, 0 = not known.
std::string text(engine::Progress const& now, std::uint64_t total, double seconds);

} // namespace cli::progress
