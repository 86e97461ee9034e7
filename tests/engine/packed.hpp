// Packs texts for tests: gzip, Zstandard, and zip archives that can be made wrong in many ways.
#pragma once

#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace engine_test {

/// `window` 31: with the wrapper of gzip; -15: bare deflate.
inline std::string deflated(std::string_view text, int window = 31, int level = 6) {
    z_stream stream{};
    if (::deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
    std::string packed(::deflateBound(&stream, static_cast<uLong>(text.size())) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    bool const done = ::deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(stream.total_out);
    ::deflateEnd(&stream);
    if (!done) throw std::runtime_error("zlib");
    return packed;
}

inline std::string gzip(std::string_view text) {
    return deflated(text);
}

inline std::string zstd(std::string_view text) {
    ZSTD_CCtx* const context = ::ZSTD_createCCtx();
    ::ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    std::string packed(::ZSTD_compressBound(text.size()), '\0');
    packed.resize(::ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
    ::ZSTD_freeCCtx(context);
    return packed;
}

/// A member of an archive; what is not text and name is to make it wrong.
struct Member {
    std::string name;
    std::string text;
    std::uint16_t method = 8; ///< 0 stored, 8 deflate, 93 Zstandard
    std::uint16_t flags = 0;
    std::int64_t more_size = 0;   ///< what the directory adds to the unpacked size
    std::uint32_t crc_change = 0; ///< what it does to the checksum
    std::string local_name{};     ///< empty: the same
    int shared_with = -1;         ///< it has the bytes of this member
};

struct ZipForm {
    bool zip64 = false;
    std::string comment{}, behind{};
};

inline std::string zip(std::vector<Member> const& members, ZipForm const& form = {}) {
    auto const put = [](std::string& out, std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
    };
    std::string out, directory;
    std::vector<std::uint64_t> offsets;
    for (Member const& member : members) {
        std::string const packed = member.method == 0 ? member.text : member.method == 93 ? zstd(member.text) : deflated(member.text, -15);
        auto const crc = static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<Bytef const*>(member.text.data()), member.text.size()) ^
                                                    member.crc_change);
        std::string const local_name = member.local_name.empty() ? member.name : member.local_name;
        offsets.push_back(member.shared_with < 0 ? out.size() : offsets[static_cast<std::size_t>(member.shared_with)]);
        std::uint64_t const size = member.text.size() + static_cast<std::uint64_t>(member.more_size);
        if (member.shared_with < 0) {
            put(out, 0x04034b50, 4);
            put(out, 20, 2);
            put(out, member.flags, 2);
            put(out, member.method, 2);
            put(out, 0, 4);
            put(out, crc, 4);
            put(out, packed.size(), 4);
            put(out, size, 4);
            put(out, local_name.size(), 2);
            put(out, 0, 2);
            out += local_name + packed;
        }
        std::string extra;
        if (form.zip64) {
            put(extra, 1, 2);
            put(extra, 24, 2);
            for (std::uint64_t const value : {size, static_cast<std::uint64_t>(packed.size()), offsets.back()}) put(extra, value, 8);
        }
        put(directory, 0x02014b50, 4);
        put(directory, 20, 2);
        put(directory, 20, 2);
        put(directory, member.flags, 2);
        put(directory, member.method, 2);
        put(directory, 0, 4);
        put(directory, crc, 4);
        put(directory, form.zip64 ? 0xFFFFFFFF : packed.size(), 4);
        put(directory, form.zip64 ? 0xFFFFFFFF : size, 4);
        put(directory, member.name.size(), 2);
        put(directory, extra.size(), 2);
        put(directory, 0, 2);
        put(directory, 0, 8);
        put(directory, form.zip64 ? 0xFFFFFFFF : offsets.back(), 4);
        directory += member.name + extra;
    }
    std::uint64_t const begin = out.size(), size = directory.size(), end64 = begin + size, n = members.size();
    out += directory;
    if (form.zip64) {
        put(out, 0x06064b50, 4);
        put(out, 44, 8);
        put(out, 45, 2);
        put(out, 45, 2);
        put(out, 0, 8);
        for (std::uint64_t const value : {n, n, size, begin}) put(out, value, 8);
        put(out, 0x07064b50, 4);
        put(out, 0, 4);
        put(out, end64, 8);
        put(out, 1, 4);
    }
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, form.zip64 ? 0xFFFF : n, 2);
    put(out, form.zip64 ? 0xFFFF : n, 2);
    put(out, form.zip64 ? 0xFFFFFFFF : size, 4);
    put(out, form.zip64 ? 0xFFFFFFFF : begin, 4);
    put(out, form.comment.size(), 2);
    return out + form.comment + form.behind;
}

} // namespace engine_test
