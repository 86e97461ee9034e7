// Masks names, ids, birth dates, addresses and free text of segments, in place and at the same length, so that every rule finds what it found.
// One object for everything that is to be masked alike; it keeps nothing of what it has seen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "engine/mask/masked_elements.hpp"
#include "engine/mask/word_cipher.hpp"
#include "rules/policy.hpp"

namespace engine::mask {

/// Words of free text that rules look for: names of drugs, routes and measures, of the built-in policies and this one. In capitals.
class KnownWords {
public:
    explicit KnownWords(rules::Policy const& policy);
    bool has(std::string_view word) const;
    bool is_measure(std::string_view word) const;

private:
    std::vector<std::string> words_, measures_; ///< ascending
};

class Masker {
public:
    Masker(std::string_view seed, KnownWords words) : cipher_(seed), words_(std::move(words)) {}

    /// The segment of `size` bytes from `text` on, without its terminator.
    void mask_segment(char* text, std::size_t size, edi::Delimiters const& delimiters) const;

    /// Text that is no segment: everything but what is too short to name anybody.
    void mask_unknown(char* text, std::size_t size) const;

private:
    void mask_value(Holds holds, char* text, std::size_t size) const;
    void mask_words(char* text, std::size_t size) const;
    void mask_street(char* text, std::size_t size) const;
    void mask_zip(char* text, std::size_t size) const;
    void mask_birth(char* text, std::size_t size) const;
    void mask_text(char* text, std::size_t size) const;

    WordCipher cipher_;
    KnownWords words_;
};

} // namespace engine::mask
