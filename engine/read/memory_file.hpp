// Text that is an input like any file.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "engine/write/descriptor_io.hpp"

namespace engine::read {

/// A file in memory, which has a path as long as this lives.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : file_(::memfd_create("scrub837", MFD_CLOEXEC)) {
        whole_ = file_ >= 0 && write::write_whole(file_, text);
    }
    ~MemoryFile() {
        if (file_ >= 0) ::close(file_);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;

    /// Is all of the text in it? Not when memory or descriptors are short.
    bool whole() const { return whole_; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

private:
    int file_;
    bool whole_ = false;
};

} // namespace engine::read
