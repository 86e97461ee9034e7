// What the 277CA says of a billing provider whose level (2000A with 2010AA to 2010AC) has an error: claim status codes that name the part at fault.
// Source: claim status codes 124 to 128, 145, 560, 562 with the entity codes 85 (billing provider) and 87 (pay-to provider); the choice is ours.
#pragma once

#include <string_view>

#include "edi/loops/fault.hpp"

namespace engine::ack {

/// "A6:126:85" for what is missing, "A7:126:85" for what is wrong; empty where no code names the part (A3:684 says to look into the 999).
/// The text is static. `segments` are those of the fault's piece.
std::string_view provider_status(edi::Fault const& fault, edi::SegmentTable const& segments);

} // namespace engine::ack
