// 64 bits that stand for a row of values. Two different rows have the same ones with probability 2^-64; there is no secret in it, and
// nothing of it leaves the process. The same on every run.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rules {

class Fingerprint {
public:
    explicit Fingerprint(std::uint64_t seed) : state_(seed * factor) {}

    void add(std::uint64_t word) { state_ = folded(state_ ^ word, factor); }
    /// Eight bytes at the beginning of `text` must be readable, whatever its length: a block of the engine has them behind its end. So a
    /// short text, which most are, is read without asking how long it is.
    void add(std::string_view text) {
        std::size_t const size = text.size();
        if (size == 0) return add(std::uint64_t{0});
        if (size < 8) return add((load(text.data()) & ((std::uint64_t{1} << 8 * size) - 1)) | std::uint64_t{size} << 56);
        char const* at = text.data();
        char const* const end = at + size;
        if (size > 16) {
            for (; at + 16 < end; at += 16) add(load(at), load(at + 8));
            at = end - 16;
        }
        add(load(at), load(end - 8) + size);
    }
    std::uint64_t value() const { return folded(state_ ^ 0xA0761D6478BD642F, factor); }

private:
    static constexpr std::uint64_t factor = 0x9E3779B97F4A7C15;

    /// Both halves of the product: every bit of it hangs on every bit of the two. Two rows that differ once and then have the same values meet
    /// again with the probability above.
    static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        Wide const product = Wide{a} * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }
    /// Two words at the cost of one.
    void add(std::uint64_t first, std::uint64_t second) { state_ = folded(state_ ^ first, second ^ 0xE7037ED1A0B428DB); }
    static std::uint64_t load(char const* at) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    std::uint64_t state_;
};

} // namespace rules
