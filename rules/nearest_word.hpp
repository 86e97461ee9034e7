// "Did you mean ...?" for keys, names and rules that people write into files.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rules {

/// The candidate that is most like `word`, when it is like enough to be meant; else empty. Letter case does not count.
std::string_view nearest_word(std::string_view word, std::span<std::string_view const> candidates);

/// " (did you mean X?)", or nothing.
std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates);

} // namespace rules
