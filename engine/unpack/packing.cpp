#include "engine/unpack/packing.hpp"

namespace engine::unpack {

using namespace std::string_view_literals;

Packing packing_of(std::string_view first_bytes) {
    if (first_bytes.starts_with("\x1f\x8b"sv)) return Packing::gzip;
    if (first_bytes.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
    // Zstandard may begin with frames to be skipped, zip with the record of an empty or a split archive.
    bool const skippable =
        first_bytes.size() >= 4 && (first_bytes[0] & 0xF0) == 0x50 && first_bytes.substr(1).starts_with("\x2a\x4d\x18"sv);
    if (skippable) return Packing::zstd;
    for (auto const mark : {"PK\x03\x04"sv, "PK\x05\x06"sv, "PK\x07\x08"sv})
        if (first_bytes.starts_with(mark)) return Packing::zip;
    return Packing::none;
}

std::string_view packing_name(Packing packing) {
    switch (packing) {
        case Packing::gzip: return "gzip";
        case Packing::zstd: return "zstd";
        case Packing::zip: return "zip";
        default: return {};
    }
}

} // namespace engine::unpack
