#include "engine/write/descriptor_io.hpp"

#include <cerrno>
#include <unistd.h>

namespace engine::write {

bool write_whole(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t const written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool write_whole(int descriptor, std::string_view bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        ssize_t const written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return true;
}

std::int64_t read_whole(int descriptor, char* out, std::size_t length, std::uint64_t offset) {
    std::size_t got = 0;
    while (got < length) {
        ssize_t const n = ::pread(descriptor, out + got, length - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    return static_cast<std::int64_t>(got);
}

} // namespace engine::write
