#include "engine/write/output_directory.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

namespace engine::write {
namespace {

constexpr mode_t folder_mode = 0700;
constexpr mode_t file_mode = 0600;
constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

bool is_plain_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('\0') == std::string_view::npos;
}

/// Opens the folder `name` in `parent`, making it when it is missing.
Descriptor open_or_make(int parent, std::string const& name) {
    if (::mkdirat(parent, name.c_str(), folder_mode) != 0 && errno != EEXIST) return {};
    return Descriptor(::openat(parent, name.c_str(), folder_flags | O_NOFOLLOW));
}

/// A file that never gets a name; where the file system cannot make one, a file that loses its name at once.
Descriptor nameless_file(int folder) {
    Descriptor file(::openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, file_mode));
    if (file.open() || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)) return file;
    static std::atomic<unsigned> serial{0};
    std::string const name = ".spool.tmp-" + std::to_string(::getpid()) + "-" + std::to_string(++serial);
    file = Descriptor(::openat(folder, name.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, file_mode));
    if (file.open()) ::unlinkat(folder, name.c_str(), 0);
    return file;
}

/// Since Linux 5.8 syncfs() reports what could not be written back.
bool syncfs_reports_errors() {
    utsname system{};
    unsigned major = 0, minor = 0;
    if (::uname(&system) != 0 || std::sscanf(system.release, "%u.%u", &major, &minor) != 2) return false;
    return major > 5 || (major == 5 && minor >= 8);
}

/// File systems whose syncfs() writes and reports everything. Not so those that are stacked (overlayfs), in user space or remote.
bool syncs_at_once(int folder) {
    constexpr std::array<long, 5> known{EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC, TMPFS_MAGIC};
    struct statfs status {};
    return ::fstatfs(folder, &status) == 0 && std::find(known.begin(), known.end(), static_cast<long>(status.f_type)) != known.end() &&
           syncfs_reports_errors();
}

} // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        close();
        number_ = std::exchange(other.number_, -1);
    }
    return *this;
}

Descriptor::~Descriptor() {
    close();
}

bool Descriptor::close() {
    if (number_ < 0) return true;
    int const number = std::exchange(number_, -1); // after close() the number is not ours, whatever close() says
    return ::close(number) == 0 || errno == EINTR;
}

std::optional<WriteError> OutputDirectory::open(std::string path) {
    path_ = std::move(path);
    std::string made; // what has been walked so far
    for (std::size_t begin = 0; begin < path_.size();) {
        std::size_t const slash = std::min(path_.find('/', begin + 1), path_.size());
        made = path_.substr(0, slash);
        if (::mkdir(made.c_str(), folder_mode) != 0 && errno != EEXIST && errno != EISDIR) {
            // a parent that exists but may not be written is fine; a folder that could not be made shows below
            int const number = errno;
            struct stat status {};
            if (::stat(made.c_str(), &status) != 0) return WriteError{number, made, "create directory"};
        }
        begin = slash;
    }
    folder_ = std::make_shared<Descriptor const>(::open(path_.c_str(), folder_flags));
    struct stat status {};
    if (!folder_->open() || ::fstat(folder_->number(), &status) != 0) return WriteError{errno, path_, "open directory"};
    device_ = status.st_dev;
    syncs_at_once_ = syncs_at_once(folder_->number());
    last_name_.clear();
    last_folder_ = folder_;
    folders_.clear();
    return std::nullopt;
}

void OutputDirectory::open_in_memory(std::map<std::string, std::string>& files) {
    path_ = "memory";
    memory_ = &files;
}

bool OutputDirectory::empty() const {
    std::error_code error;
    return std::filesystem::is_empty(path_, error) && !error;
}

std::shared_ptr<Descriptor const> OutputDirectory::open_folder_of(std::string_view name, std::optional<WriteError>& error) {
    auto const fail = [&](int number, std::string_view what) {
        error = WriteError{number, path_ + "/" + std::string(what), "create directory"};
        return std::shared_ptr<Descriptor const>();
    };
    std::string_view const folder_name = name.substr(0, std::min(name.rfind('/'), name.size()));
    bool const in_folder = folder_name.size() < name.size();
    if (!in_folder) return folder_;
    if (last_name_ == folder_name && !last_name_.empty()) return last_folder_;
    Descriptor folder;
    for (std::size_t begin = 0, slash = name.find('/'); slash != std::string_view::npos; begin = slash + 1, slash = name.find('/', begin)) {
        std::string const part(name.substr(begin, slash - begin));
        std::string_view const so_far = name.substr(0, slash);
        if (!is_plain_name(part)) return fail(EINVAL, so_far);
        folder = open_or_make(folder.open() ? folder.number() : folder_->number(), part);
        if (!folder.open()) return fail(errno, so_far);
        if (folders_.find(so_far) == folders_.end()) folders_.emplace(so_far);
    }
    last_name_.assign(folder_name);
    last_folder_ = std::make_shared<Descriptor const>(std::move(folder));
    return last_folder_;
}

Descriptor OutputDirectory::open_nameless(std::optional<WriteError>& error) {
    Descriptor file = memory_ ? Descriptor(::memfd_create("scrub837", MFD_CLOEXEC)) : nameless_file(folder_->number());
    if (!file.open()) error = WriteError{errno, path_, "create a temporary file in"};
    return file;
}

bool OutputDirectory::sync_files_reaches(int file) const {
    struct stat status {};
    return syncs_at_once_ && ::fstat(file, &status) == 0 && status.st_dev == device_; // a folder may be another file system
}

std::optional<WriteError> OutputDirectory::sync_files() {
    if (::syncfs(folder_->number()) != 0) return WriteError{errno, path_, "make durable"};
    return std::nullopt;
}

std::optional<WriteError> OutputDirectory::sync() {
    if (memory_) return std::nullopt;
    auto const failed = [&](std::string const& path) { return WriteError{errno, path, "make durable"}; };
    for (std::string const& folder : folders_) {
        Descriptor const opened(::openat(folder_->number(), folder.c_str(), folder_flags));
        if (!opened.open() || ::fsync(opened.number()) != 0) return failed(path_ + "/" + folder);
    }
    if (::fsync(folder_->number()) != 0) return failed(path_);
    return std::nullopt;
}

} // namespace engine::write
