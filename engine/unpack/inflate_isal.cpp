#if SCRUB837_ISAL

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <climits>

#include "engine/unpack/inflater.hpp"

namespace engine::unpack {
namespace {

class IsalInflater final : public Inflater {
public:
    explicit IsalInflater(Wrapper wrapper) : wrapper_(wrapper) { start(); }

    void start() override {
        ::isal_inflate_init(&state_);
        state_.crc_flag = wrapper_ == Wrapper::gzip ? ISAL_GZIP : ISAL_DEFLATE;
    }

    Step run(std::string_view& in, Room& out) override {
        auto const given = static_cast<std::uint32_t>(std::min<std::size_t>(in.size(), UINT_MAX));
        auto const room = static_cast<std::uint32_t>(std::min<std::size_t>(out.size, UINT_MAX));
        state_.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(in.data())); // ISA-L only reads it
        state_.avail_in = given;
        state_.next_out = reinterpret_cast<std::uint8_t*>(out.at);
        state_.avail_out = room;
        int const result = ::isal_inflate(&state_);
        in.remove_prefix(given - state_.avail_in);
        out.fill(room - state_.avail_out);
        if (result == ISAL_INCORRECT_CHECKSUM) return Step::wrong_checksum;
        if (result < 0 || result == ISAL_NEED_DICT) return Step::damaged;
        return state_.block_state == ISAL_BLOCK_FINISH ? Step::done : Step::going;
    }

private:
    Wrapper wrapper_;
    inflate_state state_{};
};

} // namespace

std::unique_ptr<Inflater> isal_inflater(Wrapper wrapper) {
    return std::make_unique<IsalInflater>(wrapper);
}

std::unique_ptr<Inflater> inflater(Wrapper wrapper) {
    return isal_inflater(wrapper);
}

std::uint32_t add_crc32(std::uint32_t crc, std::string_view bytes) {
    return ::crc32_gzip_refl(crc, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
}

} // namespace engine::unpack

#endif
