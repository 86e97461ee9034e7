// DIR of `--out DIR`: made with mode 0700, and remembered until everything in it has reached the disk.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "engine/write/write_error.hpp"

namespace engine::write {

/// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    bool open() const { return number_ >= 0; }
    int number() const { return number_; }
    /// Closes now; false with errno set when the system reports an error.
    bool close();

private:
    int number_ = -1;
};

/// Not thread-safe: belongs to the serial writer. Must outlive the files and spools made in it.
class OutputDirectory {
public:
    /// Opens `path`, making it (and missing parents) with mode 0700.
    std::optional<WriteError> open(std::string path);

    /// Instead of open(): files get no names but an entry in `files`, when they are committed. `files` must outlive this.
    void open_in_memory(std::map<std::string, std::string>& files);
    /// The files of a directory in memory; null: it is on the disk.
    std::map<std::string, std::string>* memory() const { return memory_; }

    std::string const& path() const { return path_; }
    /// Is there anything in it? (An unreadable directory counts as not empty.)
    bool empty() const;

    /// Opens the folder of `name` (a relative path: "a/b/x.837.report.txt" gives "a/b"), making missing folders with mode 0700; symbolic links
    /// are not followed, ".." is refused. Neighbours in one folder share the descriptor. On failure it is null and `error` is set.
    std::shared_ptr<Descriptor const> open_folder_of(std::string_view name, std::optional<WriteError>& error);

    /// A new file without a name (mode 0600), for spooling. On failure the descriptor is closed and `error` is set.
    Descriptor open_nameless(std::optional<WriteError>& error);

    /// Does sync_files() reach this file, and report its errors? Only on file systems of which that is known; on others fsync each file.
    bool sync_files_reaches(int file) const;
    /// Makes the bytes of all files durable that sync_files_reaches(), closed or not, in one go.
    std::optional<WriteError> sync_files();

    /// Makes the names of committed files durable: fsync of DIR and of each folder opened in it. Once, at the end.
    std::optional<WriteError> sync();

private:
    std::string path_;
    std::map<std::string, std::string>* memory_ = nullptr;
    std::shared_ptr<Descriptor const> folder_;
    bool syncs_at_once_ = false; ///< syncfs() of the directory's file system can be trusted
    dev_t device_ = 0;           ///< of the directory
    std::string last_name_;      ///< folder that was opened last, and its descriptor
    std::shared_ptr<Descriptor const> last_folder_;
    std::set<std::string, std::less<>> folders_; ///< relative paths of all folders that open_folder_of() went through
};

} // namespace engine::write
