#include "engine/write/spool.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

#include "engine/write/descriptor_io.hpp"

namespace engine::write {

Spool::Spool(OutputDirectory& directory, std::size_t memory) : directory_(&directory), limit_(memory) {}

void Spool::fail(int number, char const* action) {
    if (!error_) error_ = WriteError{number, directory_->path(), action};
    tail_.clear();
    bytes_ = filed_;
}

void Spool::flush() {
    if (!file_.open()) file_ = directory_->open_nameless(error_);
    if (error_) return;
    if (!write_whole(file_.number(), tail_)) {
        fail(errno, "write a temporary file in");
        return;
    }
    filed_ += tail_.size();
    tail_.clear();
}

void Spool::append(std::string_view bytes) {
    if (error_) return;
    tail_.append(bytes);
    bytes_ += bytes.size();
    if (tail_.size() > limit_) flush();
}

void Spool::replace(std::uint64_t offset, char byte) {
    if (error_ || offset >= bytes_) return;
    if (offset >= filed_)
        tail_[static_cast<std::size_t>(offset - filed_)] = byte;
    else if (::pwrite(file_.number(), &byte, 1, static_cast<off_t>(offset)) != 1)
        fail(errno, "write a temporary file in");
}

std::string_view Spool::read(std::uint64_t offset, std::size_t length, std::string& buffer) {
    if (error_ || offset >= bytes_) return {};
    length = static_cast<std::size_t>(std::min<std::uint64_t>(length, bytes_ - offset));
    if (offset >= filed_) return std::string_view(tail_).substr(static_cast<std::size_t>(offset - filed_), length);

    buffer.resize(length);
    auto const from_file = static_cast<std::size_t>(std::min<std::uint64_t>(length, filed_ - offset));
    std::int64_t const got = read_whole(file_.number(), buffer.data(), from_file, offset);
    if (got != static_cast<std::int64_t>(from_file)) {
        fail(got < 0 ? errno : EIO, "read a temporary file in");
        return {};
    }
    std::copy_n(tail_.data(), length - from_file, buffer.data() + from_file);
    return buffer;
}

void Spool::clear() {
    if (file_.open() && filed_ > 0 && (::ftruncate(file_.number(), 0) != 0 || ::lseek(file_.number(), 0, SEEK_SET) != 0))
        fail(errno, "write a temporary file in");
    filed_ = 0;
    bytes_ = 0;
    tail_.clear();
}

} // namespace engine::write
