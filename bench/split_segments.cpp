// The splitter of bench/splitter.hpp as a program: the whole file in one mapping.
//
//   split_segments FILE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "bench/splitter.hpp"

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
    bench::SplitCounts const counts = bench::split(text, text + size, text[3], text[105]);
    std::printf("%llu segments, %llu elements, longest %llu\n", static_cast<unsigned long long>(counts.segments),
                static_cast<unsigned long long>(counts.elements), static_cast<unsigned long long>(counts.longest));
    munmap(mapped, size);
    close(file);
}
