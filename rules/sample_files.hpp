// The files samples/*.edi, compiled in: rules have their examples from them. The table is written by rules/policies/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace rules {

struct SampleFile {
    std::string_view name; ///< "837p-clean.edi"
    std::string_view text; ///< the file, byte for byte
};

/// Ascending by name.
std::span<SampleFile const> sample_files();

} // namespace rules
