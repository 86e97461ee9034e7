// 64 bits that stand for a row of values. Two different rows have the same ones with probability 2^-64; there is no secret in it, and
// nothing of it leaves the process. The same on every run.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rules {

class Fingerprint {
public:
    explicit Fingerprint(std::uint64_t seed) : state_(seed) {}

    /// One to one in what came before, so that two rows that differ once do not meet again by what they have in common.
    void add(std::uint64_t word) {
        state_ = (state_ ^ word) * 0x9E3779B97F4A7C15;
        state_ ^= state_ >> 32;
    }
    /// Eight bytes at the beginning of `text` must be readable, whatever its length: a block of the engine has them behind its end. So a
    /// short text, which most are, is read without asking how long it is.
    void add(std::string_view text) {
        std::size_t const size = text.size();
        if (size == 0) return add(std::uint64_t{0});
        if (size < 8) return add((load(text.data()) & ((std::uint64_t{1} << 8 * size) - 1)) | std::uint64_t{size} << 56);
        char const* at = text.data();
        char const* const last = at + size - 8;
        for (; at < last; at += 8) add(load(at));
        add(load(last) + size);
    }
    std::uint64_t value() const {
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

private:
    static std::uint64_t load(char const* at) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    std::uint64_t state_;
};

} // namespace rules
