// What is wrong with a policy, for the one who wrote it.
#pragma once

#include <cstdint>
#include <string>

namespace rules {

struct PolicyError {
    std::string file;
    std::uint32_t line = 0, column = 0; ///< 1-based; 0 = unknown
    std::string message;                ///< says what to do
};

} // namespace rules
