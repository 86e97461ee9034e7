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
constexpr std::size_t name_limit = 180; ///< of the name in a temporary name, so that the whole stays below NAME_MAX

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
      file_(std::move(other.file_)), buffer_(std::move(other.buffer_)), bytes_(other.bytes_), opened_(other.opened_),
      error_(std::move(other.error_)) {}

OutputFile::~OutputFile() {
    discard();
}

void OutputFile::fail(int number, char const* action) {
    if (!error_) error_ = WriteError{number, directory_->path() + "/" + name_, action};
    discard();
}

void OutputFile::discard() {
    file_.close();
    if (!temporary_.empty()) ::unlinkat(folder_.number(), temporary_.c_str(), 0);
    temporary_.clear();
    folder_.close();
    buffer_.clear();
}

bool OutputFile::open() {
    if (opened_ || error_) return !error_;
    opened_ = true;
    if (last_part_.empty() || last_part_ == "." || last_part_ == ".." || last_part_.find('\0') != std::string::npos) {
        fail(EINVAL, "create");
        return false;
    }
    folder_ = directory_->open_folder_of(name_, error_);
    if (error_) return false;
    struct stat status {};
    bool const exists = ::fstatat(folder_.number(), last_part_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (exists && existing_ == Existing::refuse) {
        fail(EEXIST, "create");
        return false;
    }
    std::string name;
    for (int attempt = 0; attempt < 100 && !file_.open(); ++attempt) { // a run that was killed may have left the same name
        name = temporary_name(last_part_);
        file_ = Descriptor(::openat(folder_.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
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
    if (write_whole(file_.number(), bytes)) return true;
    fail(errno, "write");
    return false;
}

void OutputFile::append(std::string_view bytes) {
    if (error_ || bytes.empty() || !open()) return;
    bytes_ += bytes.size();
    if (buffer_.size() + bytes.size() > buffer_size) {
        if (!write_all(buffer_)) return;
        buffer_.clear();
        if (bytes.size() >= buffer_size) {
            write_all(bytes);
            return;
        }
    }
    if (buffer_.capacity() < buffer_.size() + bytes.size()) buffer_.reserve(std::min(buffer_size, 4 * (buffer_.size() + bytes.size())));
    buffer_.append(bytes);
}

std::optional<WriteError> OutputFile::commit() {
    if (error_ || !opened_ || temporary_.empty()) return error_;
    if (!write_all(buffer_)) return error_;
    buffer_.clear();
    if (::fsync(file_.number()) != 0) {
        fail(errno, "make durable");
        return error_;
    }
    if (!file_.close()) {
        fail(errno, "write");
        return error_;
    }
    int const renamed = existing_ == Existing::replace
                            ? ::renameat(folder_.number(), temporary_.c_str(), folder_.number(), last_part_.c_str())
                            : rename_to_new(folder_.number(), temporary_.c_str(), last_part_.c_str());
    if (renamed != 0) {
        fail(errno, "create");
        return error_;
    }
    temporary_.clear();
    discard();
    return std::nullopt;
}

} // namespace engine::write
