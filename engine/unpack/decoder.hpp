// One packed form, unpacked as its bytes come in.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace engine::unpack {

/// Room for unpacked bytes, shortened as it is filled.
struct Room {
    char* at;
    std::size_t size;
    void fill(std::size_t bytes) {
        at += bytes;
        size -= bytes;
    }
};

/// Never throws but for want of memory; the first failure() stays.
class Decoder {
public:
    virtual ~Decoder() = default;
    /// Unpacks from `in` to `out` as far as either lasts; both are shortened.
    virtual void decode(std::string_view& in, Room& out) = 0;
    /// The packed bytes are at their end: is everything there?
    virtual bool complete() const = 0;
    /// What is wrong with the packed bytes, in words that go on "a gzip file whose "; empty: nothing so far.
    std::string_view failure() const { return failure_; }

protected:
    std::string_view failure_; ///< static
};

/// All members of a gzip file, one behind the other, each with its checksum and size; padding with zeros behind them.
std::unique_ptr<Decoder> gzip_decoder();
/// All frames of a Zstandard file. A window of more than 128 MiB is refused, because memory is bounded.
std::unique_ptr<Decoder> zstd_decoder();
/// Members of a zip archive: packed with deflate, or stored as they are.
std::unique_ptr<Decoder> deflate_decoder();
std::unique_ptr<Decoder> stored_decoder();

} // namespace engine::unpack
