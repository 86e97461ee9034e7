// Replaces a word by another one of the same length and kind of characters: capital for capital, small letter for small letter, digit for
// digit. With one key the same word always has the same mask, two words never have the same, and no word is its own.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

namespace engine::mask {

class WordCipher {
public:
    /// Whoever does not know the seed cannot tell a word from its mask.
    explicit WordCipher(std::string_view seed);

    /// Masks `word` in place: letters, digits and bytes outside of ASCII (which stay good UTF-8 where they were). Anything else in it stays.
    /// Ten digits are masked like an NPI: the first stays, and the check digit stays as right or wrong as it was.
    void mask(char* word, std::size_t size) const;

    /// The same, but no mask is a word that `kept` knows, and those stay as they are. One to one as before.
    void mask_unless(char* word, std::size_t size, std::function<bool(std::string_view)> const& kept) const;

    /// A number below `count` for `value`, one to one and never itself.
    unsigned mask_below(unsigned count, unsigned value, std::string_view purpose) const;

private:
    static constexpr std::size_t longest = 64; ///< characters that are masked together; longer words in parts
    using Digits = std::array<std::uint8_t, longest>;

    /// The characters of a word as numbers below their bases, and the kinds of characters that it has.
    struct Numbers {
        Digits digits{}, bases{};
        std::size_t size = 0;
        std::uint64_t shape = 0;
        bool any = false; ///< is there anything to mask?
    };

    static Numbers numbers_of(char const* word, std::size_t size);
    static void write(Numbers const& numbers, char* word);
    std::uint64_t hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) const;
    void stir(Numbers& numbers, bool back) const;
    void step(Numbers& numbers) const;
    void mask_part(char* word, std::size_t size) const;
    void mask_npi(char* word) const;

    std::array<std::uint64_t, 2> key_;
};

} // namespace engine::mask
