// One output file: written under a temporary name, given its real name only when complete and on the disk. No file ever looks whole that is not.
#pragma once

#include <cstdint>
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
    void append(std::string_view bytes);

    /// Flush, fsync, rename. A file that was never opened is not created, and that is no error. The new name itself is durable after
    /// OutputDirectory::sync().
    std::optional<WriteError> commit();

    bool opened() const { return opened_; }
    /// Bytes appended so far.
    std::uint64_t bytes() const { return bytes_; }
    std::optional<WriteError> const& error() const { return error_; }
    std::string const& name() const { return name_; }

private:
    void fail(int number, char const* action);
    bool write_all(std::string_view bytes);
    void discard();

    OutputDirectory* directory_;
    std::string name_;      ///< as given
    std::string last_part_; ///< name within its folder
    std::string temporary_; ///< temporary name within its folder; empty: nothing to unlink
    Existing existing_;
    Descriptor folder_, file_;
    std::string buffer_;
    std::uint64_t bytes_ = 0;
    bool opened_ = false;
    std::optional<WriteError> error_;
};

} // namespace engine::write
