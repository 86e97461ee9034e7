// What help and man pages say alike of a command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace cli {

inline constexpr std::string_view exit_status_text =
    "Exit status: 0 all accepted; 1 findings at or above --fail-on, or rejected claims; 2 some input could not be\n"
    "read, the rest was processed; 3 wrong use, nothing was processed; 4 could not finish. The highest applies.\n";

/// "scrub837 check PATH... [options]"
std::string usage(Command const& command);

/// The parts of `text` between empty lines.
std::vector<std::string_view> paragraphs(std::string_view text);

} // namespace cli
