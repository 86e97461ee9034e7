// Numbers of things in sentences: "1 claim", "2 claims".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine::report {

/// Appends `number` and `noun`, with an s unless there is one of them.
inline void append_counted(std::uint64_t number, std::string_view noun, std::string& out) {
    out.append(std::to_string(number)).append(" ").append(noun);
    if (number != 1) out.push_back('s');
}

/// The same as a text of its own.
inline std::string counted(std::uint64_t number, std::string_view noun) {
    std::string text;
    append_counted(number, noun, text);
    return text;
}

} // namespace engine::report
