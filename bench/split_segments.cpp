// The yardstick: the barest splitter of an X12 file, memchr to each segment terminator and to each element separator in between. It
// checks nothing and builds nothing.
//
//   split_segments FILE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>

namespace {

struct Counts {
    std::uint64_t segments = 0, elements = 0;
    std::uint64_t longest = 0; ///< bytes of the longest element: makes the compiler keep the work
};

Counts split(char const* at, char const* end, char separator, char terminator) {
    Counts counts;
    while (at < end) {
        auto const* stop = static_cast<char const*>(std::memchr(at, terminator, static_cast<std::size_t>(end - at)));
        if (stop == nullptr) stop = end;
        while (true) {
            auto const* next = static_cast<char const*>(std::memchr(at, separator, static_cast<std::size_t>(stop - at)));
            if (next == nullptr) next = stop;
            auto const length = static_cast<std::uint64_t>(next - at);
            if (length > counts.longest) counts.longest = length;
            ++counts.elements;
            at = next + 1;
            if (next == stop) break;
        }
        ++counts.segments;
    }
    return counts;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: split_segments FILE\n", stderr);
        return 3;
    }
    int const file = open(argv[1], O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) {
        std::perror(argv[1]);
        return 2;
    }
    auto const size = static_cast<std::size_t>(status.st_size);
    if (size < 106) {
        std::fprintf(stderr, "%s: shorter than an ISA\n", argv[1]);
        return 2;
    }
    void* const mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (mapped == MAP_FAILED) {
        std::perror(argv[1]);
        return 2;
    }
    auto const* text = static_cast<char const*>(mapped);
    Counts const counts = split(text, text + size, text[3], text[105]);
    std::printf("%llu segments, %llu elements, longest %llu\n", static_cast<unsigned long long>(counts.segments),
                static_cast<unsigned long long>(counts.elements), static_cast<unsigned long long>(counts.longest));
    munmap(mapped, size);
    close(file);
}
