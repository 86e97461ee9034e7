// How an input can be packed, told by its first bytes and never by its name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace engine::unpack {

enum class Packing : std::uint8_t { none, gzip, zstd, zip };

constexpr std::size_t longest_mark = 4; ///< so many bytes are enough for packing_of()

Packing packing_of(std::string_view first_bytes);

/// "gzip", "zstd", "zip"; empty for none.
std::string_view packing_name(Packing packing);

/// What a small file that unpacks to terabytes ("bomb") must not do.
struct UnpackLimits {
    std::uint64_t most_bytes = std::uint64_t{64} << 30; ///< unpacked bytes of an input, and of all members of an archive together
    std::uint64_t most_ratio = 250;                     ///< unpacked bytes for each packed one; asked from `ratio_from` on
    std::uint64_t most_members = 100'000;               ///< of an archive

    static constexpr std::uint64_t ratio_from = std::uint64_t{64} << 20; ///< unpacked bytes; what is smaller does no harm
};

} // namespace engine::unpack
