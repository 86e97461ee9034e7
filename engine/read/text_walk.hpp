// Walks through a text of any make, segment by segment, as the reader of batches does, but with nothing left out: every byte is in one token.
// For those who show or rewrite whole files.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "edi/text/delimiters.hpp"

namespace engine::read {

struct TextToken {
    enum class Kind : unsigned char {
        more,           ///< more of the text is wanted to tell
        blank,          ///< line breaks and blanks between segments, a byte order mark
        outside,        ///< text outside of interchanges, perhaps a part of it
        isa,            ///< an interchange begins
        bad_isa,        ///< an ISA that cannot be read; what follows is outside
        segment,        ///< with its terminator
        part_of_segment ///< more than the largest segment without a terminator
    };
    Kind kind = Kind::more;
    std::size_t size = 0;   ///< bytes of the text that it takes
    std::size_t length = 0; ///< of them, without the terminator
};

class TextWalk {
public:
    static constexpr std::size_t largest_segment = 1024 * 1024; ///< as for the check

    /// The token at the beginning of `text`, which follows the one before; `whole`: nothing comes behind `text`. `text` is not empty.
    TextToken next(std::string_view text, bool whole);

    /// Of the open interchange, after its ISA; the usual ones outside of any.
    edi::Delimiters delimiters() const { return delimiters_.value_or(edi::Delimiters{}); }

private:
    TextToken outside(std::string_view text, bool whole);
    TextToken inside(std::string_view text, bool whole);
    TextToken open_interchange(std::string_view text);
    std::size_t blanks(std::string_view text) const;

    bool first_ = true;  ///< nothing was passed yet
    bool stray_ = false; ///< text outside of interchanges was passed since the last one
    std::optional<edi::Delimiters> delimiters_;
};

} // namespace engine::read
