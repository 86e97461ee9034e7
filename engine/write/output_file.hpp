// One output file: written under a temporary name, given its real name only when complete and on the disk. No file ever looks whole that is not.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/write/output_directory.hpp"
#include "engine/write/write_error.hpp"

namespace engine::write {

/// What to do with a file that has the name already.
enum class Existing : unsigned char { refuse, replace };

/// Not thread-safe. Errors are values: after the first one appends are ignored, error() keeps it and commit() gives it back.
/// Destroyed without commit(), it leaves nothing behind.
class OutputFile {
public:
    /// Nothing is created yet. `name` is relative to the directory, with folders: "sub/in.837.report.txt".
    OutputFile(OutputDirectory& directory, std::string name, Existing existing = Existing::refuse);
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    /// Creates the temporary file (mode 0600) and missing folders. Called by the first append() when it was not called before; call it for files that
    /// must exist even when nothing is appended. False on error.
    bool open();

    /// Appends through a buffer of 256 KiB; large texts are written directly.
    void append(std::string_view bytes) {
        if (bytes.empty() || bytes.size() > room_ - used_) return append_slowly(bytes);
        std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
        used_ += bytes.size();
    }

    /// Takes back all but the first `length` bytes.
    void truncate(std::uint64_t length);

    /// Puts other bytes in the place of some that were appended. False on error.
    bool replace(std::uint64_t offset, std::string_view bytes);

    /// The steps of commit(), in this order, for files that are committed together (CommitBatch). Each is nothing when it was done before or when there
    /// is no file; false on error.
    bool flush();
    bool sync(); ///< fsync
    bool close();
    bool rename();

    /// Flush, fsync, rename. A file that was never opened is not created, and that is no error. The new name itself is durable after
    /// OutputDirectory::sync().
    std::optional<WriteError> commit();

    bool opened() const { return opened_; }
    /// Of the temporary file; -1 when it is not open.
    int descriptor() const { return file_.open() ? file_.number() : -1; }
    /// Bytes appended so far.
    std::uint64_t bytes() const { return written_ + used_; }
    std::optional<WriteError> const& error() const { return error_; }
    std::string const& name() const { return name_; }
    /// Where the file is until rename(), for a library that wants a path. What it does to the file is made durable by sync() as well.
    std::string temporary_path() const;

private:
    void fail(int number, char const* action);
    void append_slowly(std::string_view bytes);
    bool write_all(std::string_view bytes);
    void discard();

    OutputDirectory* directory_;
    std::string name_;      ///< as given
    std::string last_part_; ///< name within its folder
    std::string temporary_; ///< temporary name within its folder; empty: nothing to unlink
    Existing existing_;
    std::shared_ptr<Descriptor const> folder_;
    Descriptor file_;
    std::unique_ptr<char[]> buffer_;
    std::size_t used_ = 0, room_ = 0; ///< of the buffer
    std::uint64_t written_ = 0;       ///< bytes that are in the file
    std::uint64_t sent_ = 0;          ///< of them, bytes that the disk was asked to take
    std::string kept_;                ///< all of it, once it is closed, in a directory in memory
    bool opened_ = false;
    std::optional<WriteError> error_;
};

} // namespace engine::write
