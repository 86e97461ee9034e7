// Reads the frames of a spool in their order, a megabyte at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/ack/record_bytes.hpp"
#include "engine/write/spool.hpp"

namespace engine::ack {

/// Calls take(Frame const&) for each whole frame; stops early when the spool has failed (its error() tells).
template <class Take>
void each_frame(write::Spool& spool, std::string& buffer, Take&& take) {
    constexpr std::size_t read_size = 1u << 20;
    for (std::uint64_t at = 0; at < spool.bytes();) {
        std::string_view const bytes = spool.read(at, read_size, buffer);
        std::size_t used = 0;
        Frame frame = first_frame(bytes);
        while (frame.whole) {
            take(frame);
            used += frame.length;
            frame = first_frame(bytes.substr(used));
        }
        at += used;
        if (used > 0) continue;
        Frame const large = first_frame(spool.read(at, frame.length, buffer));
        if (!large.whole) break;
        take(large);
        at += large.length;
    }
}

} // namespace engine::ack
