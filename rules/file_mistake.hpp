// What is wrong with a policy or a code table, for the one who wrote the file.
#pragma once

#include <cstdint>
#include <string>

namespace rules {

struct FileMistake {
    std::string file;
    std::uint32_t line = 0, column = 0; ///< 1-based; 0 = unknown
    std::string message;                ///< says what to do
};

using PolicyError = FileMistake;
using TableError = FileMistake;

} // namespace rules
