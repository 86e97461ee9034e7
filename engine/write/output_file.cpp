#include "engine/write/output_file.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "engine/write/descriptor_io.hpp"

namespace engine::write {
namespace {

constexpr std::size_t buffer_size = 256u << 10;
constexpr std::uint64_t send_size = 4u << 20; ///< bytes after which the disk is given something to do
constexpr std::size_t name_limit = 180;       ///< of the name in a temporary name, so that the whole stays below NAME_MAX

/// Unique in the process; the process id keeps two runs into one directory apart.
std::string temporary_name(std::string_view name) {
    static std::atomic<unsigned> serial{0};
    return "." + std::string(name.substr(0, name_limit)) + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(++serial);
}

/// rename() that does not replace. File systems that cannot do it in one step get the two-step way.
int rename_to_new(int folder, char const* from, char const* to) {
    int const result = ::renameat2(folder, from, folder, to, RENAME_NOREPLACE);
    if (result == 0 || (errno != EINVAL && errno != ENOSYS)) return result;
    if (::linkat(folder, from, folder, to, 0) != 0) return -1;
    return ::unlinkat(folder, from, 0);
}

} // namespace

OutputFile::OutputFile(OutputDirectory& directory, std::string name, Existing existing)
    : directory_(&directory), name_(std::move(name)), last_part_(name_.substr(name_.rfind('/') + 1)), existing_(existing) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : directory_(other.directory_), name_(std::move(other.name_)), last_part_(std::move(other.last_part_)),
      temporary_(std::exchange(other.temporary_, {})), existing_(other.existing_), folder_(std::move(other.folder_)),
      file_(std::move(other.file_)), buffer_(std::move(other.buffer_)), used_(std::exchange(other.used_, 0)),
      room_(std::exchange(other.room_, 0)), written_(other.written_), sent_(other.sent_), kept_(std::move(other.kept_)),
      opened_(other.opened_), error_(std::move(other.error_)) {}

OutputFile::~OutputFile() {
    discard();
}

void OutputFile::fail(int number, char const* action) {
    if (!error_) error_ = WriteError{number, directory_->path() + "/" + name_, action};
    discard();
}

void OutputFile::discard() {
    file_.close();
    if (!temporary_.empty()) ::unlinkat(folder_->number(), temporary_.c_str(), 0);
    temporary_.clear();
    folder_.reset();
    buffer_.reset();
    used_ = room_ = 0;
}

bool OutputFile::open() {
    if (opened_ || error_) return !error_;
    opened_ = true;
    if (last_part_.empty() || last_part_ == "." || last_part_ == ".." || last_part_.find('\0') != std::string::npos) {
        fail(EINVAL, "create");
        return false;
    }
    if (directory_->memory()) {
        file_ = directory_->open_nameless(error_);
        return !error_;
    }
    folder_ = directory_->open_folder_of(name_, error_);
    if (error_) return false;
    struct stat status {};
    bool const exists = ::fstatat(folder_->number(), last_part_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (exists && existing_ == Existing::refuse) {
        fail(EEXIST, "create");
        return false;
    }
    std::string name;
    for (int attempt = 0; attempt < 100 && !file_.open(); ++attempt) { // a run that was killed may have left the same name
        name = temporary_name(last_part_);
        file_ = Descriptor(::openat(folder_->number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file_.open() && errno != EEXIST) break;
    }
    if (!file_.open()) {
        fail(errno, "create");
        return false;
    }
    temporary_ = std::move(name);
    return true;
}

bool OutputFile::write_all(std::string_view bytes) {
    if (!write_whole(file_.number(), bytes)) {
        fail(errno, "write");
        return false;
    }
    written_ += bytes.size();
    // What is on its way to the disk already need not be waited for at the end. Only a hint: sync() is what counts.
    if (written_ - sent_ >= send_size) {
        ::sync_file_range(file_.number(), static_cast<off_t>(sent_), static_cast<off_t>(written_ - sent_), SYNC_FILE_RANGE_WRITE);
        sent_ = written_;
    }
    return true;
}

bool OutputFile::flush() {
    if (error_) return false;
    std::string_view const bytes(buffer_.get(), std::exchange(used_, 0));
    return bytes.empty() || write_all(bytes);
}

void OutputFile::append_slowly(std::string_view bytes) {
    if (error_ || bytes.empty() || !open()) return;
    if (used_ + bytes.size() > buffer_size && !flush()) return;
    if (bytes.size() >= buffer_size) {
        write_all(bytes);
        return;
    }
    std::size_t const wanted = used_ + bytes.size();
    if (wanted > room_) { // most files are small
        room_ = std::min(buffer_size, 4 * wanted);
        std::unique_ptr<char[]> larger(new char[room_]);
        if (used_ > 0) std::memcpy(larger.get(), buffer_.get(), used_);
        buffer_ = std::move(larger);
    }
    std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
    used_ = wanted;
}

void OutputFile::truncate(std::uint64_t length) {
    if (error_ || length >= bytes()) return;
    if (length >= written_) {
        used_ = static_cast<std::size_t>(length - written_);
        return;
    }
    used_ = 0;
    auto const offset = static_cast<off_t>(length);
    if (::ftruncate(file_.number(), offset) != 0 || ::lseek(file_.number(), offset, SEEK_SET) != offset) return fail(errno, "write");
    written_ = length;
    sent_ = std::min(sent_, length);
}

bool OutputFile::replace(std::uint64_t offset, std::string_view bytes) {
    if (!flush()) return false;
    if (!write_whole(file_.number(), bytes, offset)) fail(errno, "write");
    return !error_;
}

std::string OutputFile::temporary_path() const {
    return directory_->path() + "/" + name_.substr(0, name_.size() - last_part_.size()) + temporary_;
}

bool OutputFile::sync() {
    if (!error_ && file_.open() && ::fsync(file_.number()) != 0) fail(errno, "make durable");
    return !error_;
}

bool OutputFile::close() {
    if (!error_ && directory_->memory() && file_.open()) {
        kept_.resize(static_cast<std::size_t>(written_));
        if (read_whole(file_.number(), kept_.data(), kept_.size(), 0) != static_cast<std::int64_t>(written_)) fail(EIO, "keep");
    }
    if (!error_ && !file_.close()) fail(errno, "write");
    buffer_.reset();
    used_ = room_ = 0;
    return !error_;
}

bool OutputFile::rename() {
    if (!error_ && directory_->memory() && opened_) {
        (*directory_->memory())[name_] = std::move(kept_);
        return true;
    }
    if (error_ || temporary_.empty()) return !error_;
    int const folder = folder_->number();
    int const renamed = existing_ == Existing::replace ? ::renameat(folder, temporary_.c_str(), folder, last_part_.c_str())
                                                       : rename_to_new(folder, temporary_.c_str(), last_part_.c_str());
    if (renamed != 0) {
        fail(errno, "create");
        return false;
    }
    temporary_.clear();
    discard();
    return true;
}

std::optional<WriteError> OutputFile::commit() {
    if (flush() && sync() && close()) rename();
    return error_;
}

} // namespace engine::write
