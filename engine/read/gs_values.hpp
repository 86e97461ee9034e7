// What a GS says, checked against the guides' envelope appendix. GS06 is the reader's own affair: it counts.
// Source: 837 guides, envelope appendix; X12 005010 data elements 479, 142, 124, 373, 337, 455, 480.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scope.hpp"

namespace engine::read {

/// One element of the GS with a value that is not allowed; `wanted` is static.
struct GsMistake {
    std::uint8_t element; ///< 1 to 9
    std::string_view wanted;
    std::string value;
};

/// Ascending by element. `responsible` is GS07, `more` is there something behind GS08.
std::vector<GsMistake> gs_mistakes(GroupScope const& group, std::string_view responsible, bool more);

} // namespace engine::read
