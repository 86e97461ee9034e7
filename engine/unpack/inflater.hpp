// Deflate by a library: Intel's ISA-L where it was there when this was built (three times as fast), zlib otherwise. Both are tested against each other.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/unpack/decoder.hpp"

namespace engine::unpack {

enum class Wrapper : std::uint8_t { none, gzip }; ///< none: bare deflate, as in zip

class Inflater {
public:
    enum class Step : std::uint8_t {
        going,
        done,          ///< the member is at its end; what follows is left in `in`, but for bare deflate, whose last bytes may be swallowed
        damaged,       ///< no deflate, or no gzip header
        wrong_checksum ///< of a gzip member: checksum or size
    };
    virtual ~Inflater() = default;
    /// Begins a member.
    virtual void start() = 0;
    virtual Step run(std::string_view& in, Room& out) = 0;
};

std::unique_ptr<Inflater> zlib_inflater(Wrapper wrapper);
/// Null when this was built without ISA-L.
std::unique_ptr<Inflater> isal_inflater(Wrapper wrapper);
/// The fastest there is.
std::unique_ptr<Inflater> inflater(Wrapper wrapper);

/// The checksum of zip and gzip; begins with 0.
std::uint32_t add_crc32(std::uint32_t crc, std::string_view bytes);

} // namespace engine::unpack
