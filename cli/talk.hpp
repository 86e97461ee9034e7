// What the program says to people on stderr: never patient data. spdlog is used in talk.cpp only.
#pragma once

#include <cstdint>
#include <string_view>

namespace cli::talk {

void note(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);
/// Text as it is, with a line feed.
void line(std::string_view text);

/// `--quiet`: only errors from now on.
void quiet();

/// One line that writes over itself; only on a terminal, at most four times a second.
void progress(std::uint64_t bytes);
/// Removes that line.
void end_progress();

bool stdout_is_terminal();

} // namespace cli::talk
