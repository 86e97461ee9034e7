// Any bytes as a packed file: the directory of an archive, and everything in it, must be read without a crash, within the limits and to the
// same end each time.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/unpack/packing.hpp"
#include "engine/unpack/unpacker.hpp"
#include "engine/unpack/zip_archive.hpp"

namespace {

namespace unpack = engine::unpack;

constexpr unpack::UnpackLimits limits{.most_bytes = 4u << 20, .most_ratio = 250, .most_members = 64};

void must(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

struct Outcome {
    std::string text, failure, sha256;
    bool operator==(Outcome const&) const = default;
};

Outcome read_all(unpack::Unpacker& unpacker) {
    std::vector<char> chunk(unpack::Unpacker::chunk_size);
    Outcome read;
    for (std::size_t got = chunk.size(); got == chunk.size();) {
        got = unpacker.next(chunk.data());
        must(got <= chunk.size(), "no more than a chunk");
        read.text.append(chunk.data(), got);
    }
    unpack::Unpacked const& outcome = unpacker.outcome();
    must(read.text.size() <= limits.most_bytes + chunk.size(), "the limit of bytes holds");
    must(outcome.unpacked >= read.text.size(), "what was given is counted");
    read.failure = outcome.failure;
    read.sha256 = outcome.sha256;
    return read;
}

Outcome read_member(std::shared_ptr<unpack::ZipArchive const> const& archive, unpack::ZipMember const& member) {
    unpack::Unpacker unpacker(unpack::MemberScope{archive, &member}, limits);
    Outcome read = read_all(unpacker);
    must(!read.failure.empty() || read.text.size() == member.unpacked, "a member that is whole has the length of the directory");
    return read;
}

Outcome read_file(int file, unpack::Packing packing) {
    must(lseek(file, 0, SEEK_SET) == 0, "the file can be read again");
    unpack::Unpacker unpacker(file, std::string(), packing, limits);
    return read_all(unpacker);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static int const file = memfd_create("fuzz", 0);
    static std::string const path = "/proc/self/fd/" + std::to_string(file);
    must(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == static_cast<ssize_t>(size), "the input could be stored");
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const packing = unpack::packing_of(bytes.substr(0, unpack::longest_mark));
    if (packing == unpack::Packing::gzip || packing == unpack::Packing::zstd)
        must(read_file(file, packing) == read_file(file, packing), "a file is read twice alike");
    if (packing != unpack::Packing::zip) return 0;
    auto const archive = std::make_shared<unpack::ZipArchive const>(path, limits);
    must(archive->members().size() <= limits.most_members, "the limit of members holds");
    for (unpack::ZipMember const& member : archive->members())
        must(read_member(archive, member) == read_member(archive, member), "a member is read twice alike");
    return 0;
}
