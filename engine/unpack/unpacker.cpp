#include "engine/unpack/unpacker.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/unpack/inflater.hpp"
#include "engine/write/descriptor_io.hpp"

namespace engine::unpack {
namespace {

constexpr std::size_t read_size = std::size_t{128} << 10;
constexpr std::uint16_t stored = 0, zstandard = 93; // of zip

std::unique_ptr<Decoder> decoder_of(Packing packing, std::uint16_t method) {
    if (packing == Packing::gzip) return gzip_decoder();
    if (packing == Packing::zstd || method == zstandard) return zstd_decoder();
    return method == stored ? stored_decoder() : deflate_decoder();
}

} // namespace

Unpacker::Unpacker(int file, std::string first, Packing packing, UnpackLimits const& limits)
    : limits_(limits), packing_(packing), file_(file), packed_(std::move(first)), rest_(packed_), decoder_(decoder_of(packing, 0)) {
    sum_.add(rest_);
    outcome_.packed = rest_.size();
}

Unpacker::Unpacker(MemberScope member, UnpackLimits const& limits)
    : limits_(limits), packing_(Packing::zip), member_(std::move(member)), decoder_(decoder_of(packing_, member_.member->method)) {}

Unpacker::~Unpacker() {
    if (member_.archive && file_ >= 0) member_.archive->close(file_);
}

void Unpacker::fail(std::string_view why) {
    if (outcome_.failure.empty()) outcome_.failure = why;
    done_ = true;
}

void Unpacker::open_member() {
    left_ = member_.member->packed;
    outcome_.packed = left_;
    outcome_.sha256 = member_.archive->sha256();
    file_ = member_.archive->open();
    if (file_ < 0) return fail(std::string("cannot be opened: ") + std::strerror(errno));
    at_ = ZipArchive::begin_of(file_, *member_.member);
    if (at_ == 0) fail("is a member of a zip archive that is damaged: the member does not begin as the directory says");
}

// False at the end of the packed bytes.
bool Unpacker::refill() {
    if (source_ended_) return false;
    packed_.resize(read_size);
    std::int64_t got = 0;
    if (member_.archive) {
        got = write::read_whole(file_, packed_.data(), std::min<std::uint64_t>(read_size, left_), at_);
        if (got > 0) at_ += static_cast<std::uint64_t>(got);
        if (got > 0) left_ -= static_cast<std::uint64_t>(got);
    } else {
        do got = ::read(file_, packed_.data(), packed_.size());
        while (got < 0 && errno == EINTR);
    }
    if (got < 0) fail(std::string("cannot be read to its end: ") + std::strerror(errno));
    source_ended_ = got == 0;
    rest_ = std::string_view(packed_).substr(0, got > 0 ? static_cast<std::size_t>(got) : 0);
    if (!member_.archive) {
        sum_.add(rest_);
        outcome_.packed += rest_.size();
    }
    return got > 0;
}

std::size_t Unpacker::next(char* chunk) {
    if (member_.archive && file_ < 0 && !done_) open_member();
    Room room{chunk, chunk_size};
    while (!done_ && room.size > 0) {
        std::size_t const before = room.size, given = rest_.size();
        decoder_->decode(rest_, room);
        if (!decoder_->failure().empty()) break;
        if (room.size != before || rest_.size() != given) continue;
        if (!rest_.empty() || !refill()) break;
    }
    std::string_view const text(chunk, chunk_size - room.size);
    outcome_.unpacked += text.size();
    if (member_.archive) crc_ = add_crc32(crc_, text);
    check_limits();
    if (room.size > 0) finish();
    return text.size();
}

void Unpacker::check_limits() {
    std::uint64_t const limit = member_.archive ? std::min(limits_.most_bytes, member_.member->unpacked) : limits_.most_bytes;
    if (outcome_.unpacked > limit)
        fail(limit == limits_.most_bytes ? "unpacks to more than " + std::to_string(limit) + " bytes (check --max-unpacked)"
                                         : "is a member of a zip archive that is larger than its directory says");
    if (outcome_.unpacked >= UnpackLimits::ratio_from && outcome_.unpacked / limits_.most_ratio > outcome_.packed)
        fail("unpacks to more than " + std::to_string(limits_.most_ratio) +
             " bytes for each of its own, as no claims do (check --max-ratio)");
}

// The end, for what reason ever.
void Unpacker::finish() {
    std::string const what =
        packing_ == Packing::zip ? "is a member of a zip archive" : "is a " + std::string(packing_name(packing_)) + " file";
    if (!decoder_->failure().empty()) fail(what + " whose " + std::string(decoder_->failure()));
    if (!done_ && (!decoder_->complete() || left_ > 0)) fail(what + " that is cut off");
    if (!done_ && member_.archive && (crc_ != member_.member->crc || outcome_.unpacked != member_.member->unpacked))
        fail(what + " whose checksum or size is not that of its data: it is damaged");
    done_ = true;
    // The file's own sum is known only where all of it was read.
    if (!member_.archive && source_ended_) outcome_.sha256 = sum_.hex();
}

} // namespace engine::unpack
