#include "engine/unpack/zip_archive.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <string_view>

#include "engine/write/descriptor_io.hpp"
#include "rules/sha256.hpp"

namespace engine::unpack {

struct ZipArchive::Directory {
    std::uint64_t begin = 0, bytes = 0, members = 0;
};

namespace {

constexpr std::uint32_t local_mark = 0x04034b50, entry_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50, locator64_mark = 0x07064b50;
constexpr std::size_t local_size = 30, entry_size = 46, end_size = 22, end64_size = 56, locator64_size = 20;
constexpr std::size_t longest_comment = 65535;
constexpr std::uint64_t largest_directory = std::uint64_t{256} << 20;
constexpr std::uint16_t no_16 = 0xFFFF; // look in the zip64 record
constexpr std::uint32_t no_32 = 0xFFFFFFFF;
constexpr std::uint16_t encrypted_flag = 1, patch_flag = 1 << 5, strong_encryption_flag = 1 << 6;
constexpr std::uint16_t stored = 0, deflated = 8, zstandard = 93, aes_encrypted = 99;
constexpr std::uint16_t zip64_extra = 1;
// With what is put behind it for outputs, a part of a name must fit into a file system.
constexpr std::size_t longest_part = 200, longest_name = 1000;

constexpr char const* damaged = "is a zip archive whose directory is damaged or cut off";

/// Little-endian numbers one behind the other. What is not there reads as 0 and spoils `good`.
struct Numbers {
    std::string_view bytes;
    bool good = true;

    std::uint64_t next(std::size_t size) {
        good &= bytes.size() >= size;
        if (!good) return 0;
        std::uint64_t value = 0;
        for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
        bytes.remove_prefix(size);
        return value;
    }
    std::uint16_t u16() { return static_cast<std::uint16_t>(next(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(next(4)); }
    std::uint64_t u64() { return next(8); }
    std::string_view text(std::size_t size) {
        good &= bytes.size() >= size;
        if (!good) return {};
        auto const found = bytes.substr(0, size);
        bytes.remove_prefix(size);
        return found;
    }
};

/// All of [offset, offset + size), or nothing.
std::optional<std::string> read_at(int file, std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '\0');
    if (write::read_whole(file, bytes.data(), size, offset) != static_cast<std::int64_t>(size)) return {};
    return bytes;
}

/// The name with / between its parts; empty when it leads out of the archive, or cannot be a file's name here.
std::string safe_name(std::string_view there) {
    std::string name(there);
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.size() > longest_name) return {};
    if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; })) return {};
    for (std::size_t at = 0; at <= name.size();) {
        std::size_t const end = std::min(name.find('/', at), name.size());
        std::string_view const part = std::string_view(name).substr(at, end - at);
        if (part.empty() || part == "." || part == ".." || part.size() > longest_part) return {};
        at = end + 1;
    }
    return name;
}

bool is_hidden(std::string_view name) {
    return name.starts_with('.') || name.find("/.") != std::string_view::npos;
}

/// Sizes and place that do not fit into the entry stand in its zip64 record, in this order.
bool read_zip64(std::string_view extra, ZipMember& member) {
    for (Numbers numbers{extra}; !numbers.bytes.empty();) {
        std::uint16_t const kind = numbers.u16(), size = numbers.u16();
        Numbers record{numbers.text(size)};
        if (!numbers.good) return false;
        if (kind != zip64_extra) continue;
        for (std::uint64_t* each : {&member.unpacked, &member.packed, &member.offset})
            if (*each == no_32) *each = record.u64();
        return record.good;
    }
    return member.unpacked != no_32 && member.packed != no_32 && member.offset != no_32;
}

std::string method_refused(std::uint16_t method, std::uint16_t flags) {
    if (flags & (encrypted_flag | strong_encryption_flag) || method == aes_encrypted) return "is encrypted: unpack it and give it again";
    if (flags & patch_flag) return "is a patch of another file";
    if (method != stored && method != deflated && method != zstandard)
        return "is packed with method " + std::to_string(method) + " of zip, which is not supported (deflate is)";
    return {};
}

} // namespace

ZipArchive::ZipArchive(std::string path, UnpackLimits const& limits) : path_(std::move(path)) {
    int const file = open();
    if (file < 0) {
        refused_ = std::string("cannot be opened: ") + std::strerror(errno);
        return;
    }
    Directory directory;
    if (find_directory(file, directory)) read_directory(file, directory, limits);
    close(file);
}

int ZipArchive::open() const {
    return path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

void ZipArchive::close(int file) const {
    if (file != STDIN_FILENO) ::close(file);
}

std::string const& ZipArchive::sha256() const {
    std::call_once(hashed_, [&] {
        int const file = open();
        if (file < 0) return;
        rules::Sha256 sum;
        std::string buffer(std::size_t{256} << 10, '\0');
        std::uint64_t at = 0;
        std::int64_t got = 0;
        while ((got = write::read_whole(file, buffer.data(), buffer.size(), at)) > 0) {
            sum.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
            at += static_cast<std::uint64_t>(got);
        }
        close(file);
        if (got == 0) sha256_ = sum.hex();
    });
    return sha256_;
}

// The record at the end of the archive, which says where the directory is. Its comment must end where the archive does: there is only one such place.
bool ZipArchive::find_directory(int file, Directory& directory) {
    struct stat status {};
    if (::fstat(file, &status) != 0) return false;
    refused_ = damaged;
    auto const size = static_cast<std::uint64_t>(status.st_size);
    std::size_t const tail_size = std::min<std::uint64_t>(size, locator64_size + end_size + longest_comment);
    auto const tail = read_at(file, size - tail_size, tail_size);
    if (!tail || tail_size < end_size) return false;
    std::size_t at = tail_size - end_size;
    auto const is_end = [&](std::size_t place) {
        Numbers numbers{std::string_view(*tail).substr(place)};
        if (numbers.u32() != end_mark) return false;
        numbers.text(16);
        return numbers.u16() == tail_size - place - end_size;
    };
    while (!is_end(at))
        if (at-- == 0) return false;
    Numbers end{std::string_view(*tail).substr(at + 4)};
    std::uint16_t const disk = end.u16(), first_disk = end.u16(), members_here = end.u16();
    directory.members = end.u16();
    directory.bytes = end.u32();
    directory.begin = end.u32();
    std::uint64_t end_at = size - tail_size + at;
    bool const zip64 = directory.members == no_16 || directory.bytes == no_32 || directory.begin == no_32;
    if ((disk != 0 && disk != no_16) || (first_disk != 0 && first_disk != no_16)) {
        refused_ = "is a part of a zip archive that was split";
        return false;
    }
    if (!zip64 && members_here != directory.members) return false;
    if (zip64 && at >= locator64_size) {
        Numbers locator{std::string_view(*tail).substr(at - locator64_size)};
        if (locator.u32() == locator64_mark) {
            locator.u32();
            std::uint64_t const record_at = locator.u64();
            auto const record = record_at < size ? read_at(file, record_at, end64_size) : std::nullopt;
            if (!record) return false;
            Numbers end64{*record};
            if (end64.u32() != end64_mark) return false;
            end64.text(20);
            std::uint64_t const here = end64.u64();
            directory.members = end64.u64();
            directory.bytes = end64.u64();
            directory.begin = end64.u64();
            if (here != directory.members) return false;
            end_at = record_at;
        }
    }
    if (directory.begin > end_at || directory.bytes != end_at - directory.begin) return false;
    refused_.clear();
    return true;
}

void ZipArchive::read_directory(int file, Directory const& directory, UnpackLimits const& limits) {
    if (directory.members > limits.most_members) {
        refused_ = "is a zip archive with " + std::to_string(directory.members) + " members, more than " +
                   std::to_string(limits.most_members) + " (--max-members)";
        return;
    }
    refused_ = damaged;
    if (directory.bytes > largest_directory || directory.bytes < directory.members * entry_size) return;
    auto const bytes = read_at(file, directory.begin, directory.bytes);
    if (!bytes) return;
    Numbers numbers{*bytes};
    std::set<std::string, std::less<>> names;
    std::uint64_t total = 0;
    for (std::uint64_t n = 0; n < directory.members; ++n) {
        ZipMember member;
        if (numbers.u32() != entry_mark) return;
        numbers.text(4);
        std::uint16_t const flags = numbers.u16();
        member.method = numbers.u16();
        numbers.text(4);
        member.crc = numbers.u32();
        member.packed = numbers.u32();
        member.unpacked = numbers.u32();
        std::uint16_t const name_size = numbers.u16(), extra_size = numbers.u16(), comment_size = numbers.u16();
        numbers.text(8);
        member.offset = numbers.u32();
        member.name_there = numbers.text(name_size);
        std::string_view const extra = numbers.text(extra_size);
        numbers.text(comment_size);
        if (!numbers.good || !read_zip64(extra, member)) return;
        member.refused = method_refused(member.method, flags);
        if (__builtin_add_overflow(total, member.unpacked, &total)) total = UINT64_MAX;
        std::string_view const there = member.name_there;
        bool const folder = there.ends_with('/') && member.unpacked == 0;
        member.name = folder ? std::string() : safe_name(there);
        if (!folder && member.name.empty()) {
            member.name = "member " + std::to_string(n + 1);
            member.refused = "has a name that leads out of the archive or cannot be a file's name";
        } else if (!folder && !names.insert(member.name).second) {
            member.name = "member " + std::to_string(n + 1);
            member.refused = "has the name of another member of the archive";
        }
        members_.push_back(std::move(member));
    }
    if (!numbers.bytes.empty()) return;
    refused_.clear();
    check_places(directory.begin);
    if (refused_.empty() && total > limits.most_bytes)
        refused_ = "is a zip archive that unpacks to " + std::to_string(total) + " bytes, more than " + std::to_string(limits.most_bytes) +
                   " (--max-unpacked)";
    std::erase_if(members_, [](ZipMember const& member) { return member.name.empty() || is_hidden(member.name); });
    if (refused_.empty() && members_.empty()) refused_ = "is a zip archive without files";
}

// Members that share bytes are how a small archive is made to unpack to petabytes.
void ZipArchive::check_places(std::uint64_t end) {
    std::vector<ZipMember const*> by_place;
    for (ZipMember const& member : members_) by_place.push_back(&member);
    std::sort(by_place.begin(), by_place.end(), [](auto const* a, auto const* b) { return a->offset < b->offset; });
    for (std::size_t i = 0; i < by_place.size(); ++i) {
        ZipMember const& member = *by_place[i];
        std::uint64_t const next = i + 1 < by_place.size() ? by_place[i + 1]->offset : end;
        std::uint64_t const around = local_size + member.name_there.size();
        if (next > end || member.offset > next || next - member.offset < around || next - member.offset - around < member.packed) {
            refused_ = "is a zip archive whose members overlap";
            return;
        }
    }
}

std::uint64_t ZipArchive::begin_of(int file, ZipMember const& member) {
    auto const header = read_at(file, member.offset, local_size + member.name_there.size());
    if (!header) return 0;
    Numbers numbers{*header};
    bool const marked = numbers.u32() == local_mark;
    numbers.text(4);
    std::uint16_t const method = numbers.u16();
    numbers.text(16);
    std::uint16_t const name_size = numbers.u16(), extra_size = numbers.u16();
    bool const same = marked && method == member.method && numbers.text(name_size) == member.name_there && numbers.good;
    return same ? member.offset + local_size + name_size + extra_size : 0;
}

} // namespace engine::unpack
