#pragma once

#include <string>
#include <string_view>

namespace rules {

/// SHA-256 of a text, lower-case hex.
std::string sha256(std::string_view text);

} // namespace rules
