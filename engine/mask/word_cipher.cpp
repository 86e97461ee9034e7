#include "engine/mask/word_cipher.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "edi/text/digits.hpp"
#include "rules/npi.hpp"
#include "rules/sha256.hpp"

// A word is a number in a system of mixed bases (26 for letters, 10 for digits). It goes through a keyed one-to-one map S, one is added, and it
// goes back: S'(S(x) + 1). That is one single cycle over all words of the shape, so no word stays what it is, and neither does one when words
// that must not come out are passed over on the way round. S is a Feistel network over the two halves of the word; its function is SipHash-2-4.

namespace engine::mask {
namespace {

constexpr unsigned rounds = 10;

/// The kinds of characters: first character and number of them. Bytes from 0x80 on are the parts of a character in UTF-8; in the ranges below
/// each can be exchanged for each without making it bad. What begins such a character stays (a base of 1).
struct Kind {
    unsigned char first;
    std::uint8_t count;
};
constexpr Kind kinds[] = {{'A', 26}, {'a', 26}, {'0', 10}, {0x80, 16}, {0x90, 16}, {0xA0, 32}};
constexpr unsigned no_kind = std::size(kinds);

unsigned kind_of(char c) {
    auto const byte = static_cast<unsigned char>(c);
    for (unsigned kind = 0; kind < no_kind; ++kind)
        if (byte >= kinds[kind].first && byte < kinds[kind].first + kinds[kind].count) return kind;
    return no_kind;
}

std::uint64_t word_at(std::string_view hex, std::size_t at) {
    return std::stoull(std::string(hex.substr(at, 16)), nullptr, 16);
}

} // namespace

WordCipher::WordCipher(std::string_view seed) {
    std::string const hex = rules::sha256("scrub837 mask " + std::string(seed));
    key_ = {word_at(hex, 0), word_at(hex, 16)};
}

// SipHash-2-4 of three words. Source: Aumasson and Bernstein, SipHash: a fast short-input PRF (2012).
std::uint64_t WordCipher::hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) const {
    std::uint64_t v0 = key_[0] ^ 0x736f6d6570736575, v1 = key_[1] ^ 0x646f72616e646f6d, v2 = key_[0] ^ 0x6c7967656e657261,
                  v3 = key_[1] ^ 0x7465646279746573;
    auto const mix = [&] {
        v0 += v1, v1 = std::rotl(v1, 13) ^ v0, v0 = std::rotl(v0, 32);
        v2 += v3, v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3, v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1, v1 = std::rotl(v1, 17) ^ v2, v2 = std::rotl(v2, 32);
    };
    for (std::uint64_t const word : {a, b, c, std::uint64_t{24} << 56}) {
        v3 ^= word;
        mix(), mix();
        v0 ^= word;
    }
    v2 ^= 0xff;
    mix(), mix(), mix(), mix();
    return v0 ^ v1 ^ v2 ^ v3;
}

WordCipher::Numbers WordCipher::numbers_of(char const* word, std::size_t size) {
    Numbers numbers;
    numbers.size = size;
    numbers.shape = size;
    for (std::size_t i = 0; i < size; ++i) {
        unsigned const kind = kind_of(word[i]);
        numbers.bases[i] = kind == no_kind ? 1 : kinds[kind].count;
        numbers.digits[i] = kind == no_kind ? 0 : static_cast<std::uint8_t>(static_cast<unsigned char>(word[i]) - kinds[kind].first);
        numbers.shape = numbers.shape * 0x9E3779B97F4A7C15 + kind;
        numbers.any = numbers.any || kind != no_kind;
    }
    return numbers;
}

void WordCipher::write(Numbers const& numbers, char* word) {
    for (std::size_t i = 0; i < numbers.size; ++i) {
        unsigned const kind = kind_of(word[i]);
        if (kind != no_kind) word[i] = static_cast<char>(kinds[kind].first + numbers.digits[i]);
    }
}

// Each round adds to one half what the other half and the key say, so it can be taken back. A half without anything is no half: of a single
// character the digits are exchanged in pairs instead, as the key says, many times.
void WordCipher::stir(Numbers& numbers, bool back) const {
    std::size_t const middle = numbers.size / 2;
    for (unsigned turn = 0; turn < rounds; ++turn) {
        unsigned const round = back ? rounds - 1 - turn : turn;
        bool const first = round % 2 == 0;
        std::size_t const begin = first ? 0 : middle, end = first ? middle : numbers.size;
        std::uint64_t other = numbers.shape;
        for (std::size_t i = first ? middle : 0; i < (first ? numbers.size : middle); ++i) other = hash(other, numbers.digits[i], i);
        std::uint64_t bits = 0;
        for (std::size_t i = begin; i < end; ++i) {
            bits = (i - begin) % 4 == 0 ? hash(other, round, i) : bits >> 16;
            unsigned const base = numbers.bases[i], shift = static_cast<unsigned>(bits & 0xFFFF) % base;
            numbers.digits[i] = static_cast<std::uint8_t>((numbers.digits[i] + (back ? base - shift : shift)) % base);
        }
    }
}

void WordCipher::step(Numbers& numbers) const {
    if (numbers.size == 1) {
        numbers.digits[0] = static_cast<std::uint8_t>(mask_below(numbers.bases[0], numbers.digits[0], "character"));
        return;
    }
    stir(numbers, false);
    for (std::size_t i = numbers.size; i-- > 0;) { // add one
        numbers.digits[i] = static_cast<std::uint8_t>((numbers.digits[i] + 1) % numbers.bases[i]);
        if (numbers.digits[i] != 0) break;
    }
    stir(numbers, true);
}

unsigned WordCipher::mask_below(unsigned count, unsigned value, std::string_view purpose) const {
    if (count < 2 || value >= count) return value;
    // All of them in an order that the key says; the mask is the next one.
    std::array<std::uint8_t, 256> order{};
    for (unsigned i = 0; i < count; ++i) order[i] = static_cast<std::uint8_t>(i);
    for (unsigned i = count; i-- > 1;) std::swap(order[i], order[hash(purpose.size(), count, i) % (i + 1)]);
    for (unsigned i = 0; i < count; ++i)
        if (order[i] == value) return order[(i + 1) % count];
    return value;
}

void WordCipher::mask_npi(char* word) const {
    unsigned const off = (static_cast<unsigned>(word[9] - '0') + 10 - rules::npi_check_digit({word, 9})) % 10;
    Numbers numbers = numbers_of(word + 1, 8);
    numbers.shape += static_cast<unsigned char>(word[0]);
    step(numbers);
    write(numbers, word + 1);
    word[9] = static_cast<char>('0' + (rules::npi_check_digit({word, 9}) + off) % 10);
}

void WordCipher::mask_part(char* word, std::size_t size) const {
    if (size == 10 && edi::all_digits({word, size})) return mask_npi(word);
    Numbers numbers = numbers_of(word, size);
    if (!numbers.any) return;
    step(numbers);
    write(numbers, word);
}

void WordCipher::mask(char* word, std::size_t size) const {
    for (std::size_t begin = 0; begin < size; begin += longest) mask_part(word + begin, std::min(longest, size - begin));
}

void WordCipher::mask_unless(char* word, std::size_t size, std::function<bool(std::string_view)> const& kept) const {
    if (kept({word, size})) return;
    do {
        mask(word, size);
    } while (kept({word, size}));
}

} // namespace engine::mask
