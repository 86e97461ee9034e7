// A packed input as the text that is in it, chunk by chunk, in constant memory and within limits.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/unpack/decoder.hpp"
#include "engine/unpack/packing.hpp"
#include "engine/unpack/zip_archive.hpp"
#include "rules/sha256.hpp"

namespace engine::unpack {

/// What became of a packed input.
struct Unpacked {
    std::string failure;        ///< why it could not be unpacked to its end, or cannot be trusted; empty: every byte is there and right
    std::uint64_t packed = 0;   ///< bytes read; of a member, its bytes in the archive
    std::uint64_t unpacked = 0; ///< bytes
    std::string sha256;         ///< of the file, which is the archive for a member; empty when it was not read to its end
};

class Unpacker {
public:
    static constexpr std::size_t chunk_size = std::size_t{256} << 10;

    /// A gzip or Zstandard file that is open and of which `first` was read already. The descriptor stays the caller's.
    Unpacker(int file, std::string first, Packing packing, UnpackLimits const& limits);
    /// A member of an archive.
    Unpacker(MemberScope member, UnpackLimits const& limits);
    ~Unpacker();
    Unpacker(Unpacker const&) = delete;
    Unpacker& operator=(Unpacker const&) = delete;

    /// Fills `chunk` (chunk_size bytes); fewer only at the end, 0 when there is nothing more.
    std::size_t next(char* chunk);
    /// Once next() gave less than a whole chunk.
    Unpacked const& outcome() const { return outcome_; }

private:
    bool refill();
    void open_member();
    void check_limits();
    void finish();
    void fail(std::string_view why);

    UnpackLimits limits_;
    Packing packing_;
    MemberScope member_{};
    int file_ = -1;
    std::string packed_;     ///< bytes read and not yet unpacked
    std::string_view rest_;  ///< of them, what is left
    std::uint64_t at_ = 0;   ///< of a member: offset in the archive
    std::uint64_t left_ = 0; ///< of a member: bytes still to be read
    bool source_ended_ = false, done_ = false;
    std::unique_ptr<Decoder> decoder_;
    rules::Sha256 sum_;
    std::uint32_t crc_ = 0; ///< of a member
    Unpacked outcome_;
};

} // namespace engine::unpack
