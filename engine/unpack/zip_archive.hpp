// The directory of a zip archive. Read strictly, because programs that disagree about an archive can be made to see different files in it: what the
// directory says must hold for the archive as a whole, and each member is at one place only.
// Source: PKWARE APPNOTE.TXT 6.3 (zip, zip64).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/unpack/packing.hpp"

namespace engine::unpack {

struct ZipMember {
    std::string name;           ///< below the archive, without anything that leads elsewhere: "a/b.edi"
    std::uint64_t offset = 0;   ///< of its local header
    std::uint64_t packed = 0;   ///< bytes in the archive
    std::uint64_t unpacked = 0; ///< bytes
    std::uint32_t crc = 0;
    std::uint16_t method = 0;
    std::string name_there; ///< as the archive has it
    std::string refused;    ///< why it cannot be read; empty: it can
};

class ZipArchive {
public:
    /// Reads the directory; what is wrong with it is in refused(). `path` is "-" for a standard input that is a file.
    ZipArchive(std::string path, UnpackLimits const& limits);

    std::string const& path() const { return path_; }
    /// In the order of the directory, without folders and hidden files (a name that begins with a full stop), which are no inputs in directories either.
    std::vector<ZipMember> const& members() const { return members_; }
    /// Why nothing of it can be read; empty: it can.
    std::string const& refused() const { return refused_; }

    /// SHA-256 of the whole archive, computed when first asked for; empty when it cannot be read. From any thread.
    std::string const& sha256() const;

    /// Opens the archive; the caller closes it. -1 with errno set.
    int open() const;
    void close(int file) const;

    /// Where the bytes of `member` begin; 0 when its local header is not what the directory says.
    static std::uint64_t begin_of(int file, ZipMember const& member);

private:
    struct Directory;
    bool find_directory(int file, Directory& directory);
    void read_directory(int file, Directory const& directory, UnpackLimits const& limits);
    void check_places(std::uint64_t end);

    std::string path_, refused_;
    std::vector<ZipMember> members_;
    mutable std::once_flag hashed_;
    mutable std::string sha256_;
};

/// One member with its archive; nothing: no member.
struct MemberScope {
    std::shared_ptr<ZipArchive const> archive;
    ZipMember const* member = nullptr; ///< in the archive
};

} // namespace engine::unpack
