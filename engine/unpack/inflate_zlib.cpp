#include <zlib.h>

#include <algorithm>
#include <climits>
#include <new>

#include "engine/unpack/inflater.hpp"

namespace engine::unpack {
namespace {

constexpr int window_bits = 15, and_gzip = 16;

class ZlibInflater final : public Inflater {
public:
    explicit ZlibInflater(Wrapper wrapper) {
        // Fails only without memory.
        if (::inflateInit2(&stream_, wrapper == Wrapper::gzip ? window_bits + and_gzip : -window_bits) != Z_OK) throw std::bad_alloc();
    }
    ~ZlibInflater() override { ::inflateEnd(&stream_); }
    ZlibInflater(ZlibInflater const&) = delete;
    ZlibInflater& operator=(ZlibInflater const&) = delete;

    void start() override { ::inflateReset(&stream_); }

    Step run(std::string_view& in, Room& out) override {
        auto const given = static_cast<uInt>(std::min<std::size_t>(in.size(), UINT_MAX));
        auto const room = static_cast<uInt>(std::min<std::size_t>(out.size, UINT_MAX));
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data())); // zlib only reads it
        stream_.avail_in = given;
        stream_.next_out = reinterpret_cast<Bytef*>(out.at);
        stream_.avail_out = room;
        int const result = ::inflate(&stream_, Z_NO_FLUSH);
        in.remove_prefix(given - stream_.avail_in);
        out.fill(room - stream_.avail_out);
        if (result == Z_STREAM_END) return Step::done;
        if (result == Z_OK || result == Z_BUF_ERROR) return Step::going;
        // zlib has no number for it, but two texts.
        std::string_view const why = stream_.msg ? stream_.msg : "";
        return why == "incorrect data check" || why == "incorrect length check" ? Step::wrong_checksum : Step::damaged;
    }

private:
    z_stream stream_{};
};

} // namespace

std::unique_ptr<Inflater> zlib_inflater(Wrapper wrapper) {
    return std::make_unique<ZlibInflater>(wrapper);
}

#if !SCRUB837_ISAL
std::unique_ptr<Inflater> isal_inflater(Wrapper) {
    return nullptr;
}

std::unique_ptr<Inflater> inflater(Wrapper wrapper) {
    return zlib_inflater(wrapper);
}

std::uint32_t add_crc32(std::uint32_t crc, std::string_view bytes) {
    return static_cast<std::uint32_t>(::crc32_z(crc, reinterpret_cast<Bytef const*>(bytes.data()), bytes.size()));
}
#endif

} // namespace engine::unpack
