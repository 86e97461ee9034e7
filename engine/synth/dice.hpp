// Numbers that look random and are the same for the same seed on every machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace engine::synth {

/// SplitMix64: the same sequence everywhere, unlike the standard distributions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    /// Uniform enough in [low, high].
    std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + static_cast<std::uint32_t>(next() % (high - low + 1)); }
    bool chance(std::uint32_t percent) { return between(0, 99) < percent; }
    template <class T, std::size_t N>
    T const& one_of(std::array<T, N> const& list) {
        return list[between(0, N - 1)];
    }

private:
    std::uint64_t state_;
};

} // namespace engine::synth
