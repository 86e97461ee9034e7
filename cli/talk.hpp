// What the program says to people on stderr: never patient data. spdlog is used in talk.cpp only.
#pragma once

#include <string>
#include <string_view>

namespace cli::talk {

void note(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);
/// Only with `--verbose`.
void detail(std::string_view message);
/// Text as it is, with a line feed.
void line(std::string_view text);

/// `--quiet`: only errors from now on.
void quiet();
/// `--verbose`: details too.
void verbose();
/// `--color`: "auto", "always" or "never".
void colors(std::string_view when);

/// Are colors wanted on standard output? As `--color` says; auto: it is a terminal that knows them, and NO_COLOR is not set.
bool colored_output();
/// Is there somebody to see a line that writes over itself? Standard error is a terminal, and not to be quiet.
bool progress_wanted();

} // namespace cli::talk
