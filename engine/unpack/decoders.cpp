#include <zstd.h>

#include <algorithm>
#include <new>

#include "engine/unpack/inflater.hpp"

namespace engine::unpack {
namespace {

constexpr std::string_view gzip_mark = "\x1f\x8b";
constexpr std::string_view damaged = "data cannot be unpacked: it is damaged";
constexpr std::string_view wrong_checksum = "checksum or size is not that of its data: it is damaged";

// Every library stops behind the first member with success, and `cat a.gz b.gz` is a legal file: the claims of b would be lost in silence.
class GzipDecoder final : public Decoder {
public:
    void decode(std::string_view& in, Room& out) override {
        while (failure_.empty() && between_) {
            if (in.empty() || !begin_member(in)) return;
        }
        if (!failure_.empty()) return;
        Inflater::Step const step = inflater_->run(in, out);
        if (step == Inflater::Step::damaged) failure_ = damaged;
        if (step == Inflater::Step::wrong_checksum) failure_ = wrong_checksum;
        between_ = step == Inflater::Step::done;
    }

    bool complete() const override { return between_ && mark_.empty(); }

private:
    // Passes over padding behind a member; true when the next one begins in `in` or was begun.
    bool begin_member(std::string_view& in) {
        if (mark_.empty()) {
            std::size_t const padding = std::min(in.find_first_not_of('\0'), in.size());
            padded_ |= padding > 0;
            in.remove_prefix(padding);
            if (in.empty()) return false;
        }
        // The mark may come in two parts.
        while (!in.empty() && mark_.size() < gzip_mark.size() && failure_.empty()) {
            mark_.push_back(in.front());
            in.remove_prefix(1);
            if (padded_ || !gzip_mark.starts_with(mark_)) failure_ = "last member is followed by something else, which was not read";
        }
        if (mark_.size() < gzip_mark.size() || !failure_.empty()) return false;
        inflater_->start();
        between_ = false;
        char nowhere = 0; // zlib wants an address, also without room
        Room none{&nowhere, 0};
        std::string_view mark = mark_;
        if (inflater_->run(mark, none) == Inflater::Step::damaged) failure_ = damaged;
        mark_.clear();
        return true;
    }

    std::unique_ptr<Inflater> inflater_ = inflater(Wrapper::gzip);
    bool between_ = true; // before the first member and behind each
    bool padded_ = false;
    std::string mark_; // first bytes of the next member
};

class DeflateDecoder final : public Decoder {
public:
    void decode(std::string_view& in, Room& out) override {
        if (done_ && !in.empty()) failure_ = damaged; // there is more of it
        if (done_ || !failure_.empty()) return;
        Inflater::Step const step = inflater_->run(in, out);
        if (step == Inflater::Step::damaged) failure_ = damaged;
        done_ = step == Inflater::Step::done;
    }
    bool complete() const override { return done_; }

private:
    std::unique_ptr<Inflater> inflater_ = inflater(Wrapper::none);
    bool done_ = false;
};

class StoredDecoder final : public Decoder {
public:
    void decode(std::string_view& in, Room& out) override {
        std::size_t const bytes = std::min(in.size(), out.size);
        in.copy(out.at, bytes); // also of nothing, at no address
        in.remove_prefix(bytes);
        out.fill(bytes);
    }
    bool complete() const override { return true; }
};

class ZstdDecoder final : public Decoder {
public:
    ZstdDecoder() : context_(::ZSTD_createDCtx()) {
        if (!context_) throw std::bad_alloc();
    }
    ~ZstdDecoder() override { ::ZSTD_freeDCtx(context_); }
    ZstdDecoder(ZstdDecoder const&) = delete;
    ZstdDecoder& operator=(ZstdDecoder const&) = delete;

    void decode(std::string_view& in, Room& out) override {
        if (!failure_.empty() || (in.empty() && between_)) return;
        ZSTD_inBuffer from{in.data(), in.size(), 0};
        ZSTD_outBuffer to{out.at, out.size, 0};
        std::size_t const result = ::ZSTD_decompressStream(context_, &to, &from);
        in.remove_prefix(from.pos);
        out.fill(to.pos);
        if (::ZSTD_isError(result)) return fail(result);
        between_ = result == 0;
    }
    bool complete() const override { return between_; }

private:
    void fail(std::size_t result) {
        std::string_view const why = ::ZSTD_getErrorName(result);
        failure_ = why.find("too much memory") != std::string_view::npos
                       ? "data was packed with a window of more than 128 MiB; pack it without --long"
                   : why.find("checksum") != std::string_view::npos      ? wrong_checksum
                   : why.find("Unknown frame") != std::string_view::npos ? "last frame is followed by something else, which was not read"
                                                                         : damaged;
    }

    ZSTD_DCtx* context_;
    bool between_ = false; // behind a frame
};

} // namespace

std::unique_ptr<Decoder> gzip_decoder() {
    return std::make_unique<GzipDecoder>();
}
std::unique_ptr<Decoder> zstd_decoder() {
    return std::make_unique<ZstdDecoder>();
}
std::unique_ptr<Decoder> deflate_decoder() {
    return std::make_unique<DeflateDecoder>();
}
std::unique_ptr<Decoder> stored_decoder() {
    return std::make_unique<StoredDecoder>();
}

} // namespace engine::unpack
