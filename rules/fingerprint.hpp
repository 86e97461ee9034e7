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
    void add(std::string_view text) {
        std::size_t const size = text.size();
        if (size < 8) return add(short_text(text) + size * 0xD6E8FEB86659FD93);
        char const* at = text.data();
        char const* const last = at + size - 8;
        for (; at < last; at += 8) add(load<std::uint64_t>(at));
        add(load<std::uint64_t>(last));
        add(size);
    }
    std::uint64_t value() const {
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

private:
    template <class Word>
    static Word load(char const* at) {
        Word word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }
    static std::uint64_t short_text(std::string_view text) {
        std::size_t const size = text.size();
        char const* const at = text.data();
        if (size >= 4) return load<std::uint32_t>(at) | std::uint64_t{load<std::uint32_t>(at + size - 4)} << 32;
        if (size == 0) return 0;
        auto const byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
        return byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
    }

    std::uint64_t state_;
};

} // namespace rules
