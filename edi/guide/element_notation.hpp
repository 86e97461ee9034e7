// The notation in which the outlines write down the elements of a segment, short enough for a row of the table:
//
//   R98            required, data element 98; RI12: element I12 of an interchange segment
//   S1036 N1038    situational; not used by the guide
//   R66=PI,XV      one of these codes; "=@name" one of a code set of element_lists.hpp
//   R127#9         exactly nine digits
//   S1271^5        may be repeated five times
//   RC003(R235 S1339)      composite C003 with its components
//   4*S1339   5*(S1034 S782 S380)   the same so many times
//
// Elements that the standard has and the guide does not use are written down too, so that one too many can be told from one not used.
#pragma once

#include <cstdint>
#include <string_view>

#include "edi/guide/data_elements.hpp"
#include "edi/guide/outline.hpp"

namespace edi::notation {

/// One use as written; the views are parts of the notation.
struct Use {
    Usage usage = Usage::situational;
    ElementNumber number = 0;
    std::string_view codes; ///< comma-separated or "@name"; empty = any
    std::uint8_t digits = 0;
    std::uint8_t repeat = 1;
    std::string_view components; ///< the notation between the brackets
};

/// Takes characters while they are digits.
constexpr std::uint32_t take_number(std::string_view& text) {
    std::uint32_t number = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        number = number * 10 + static_cast<std::uint32_t>(text.front() - '0');
        text.remove_prefix(1);
    }
    return number;
}

/// Takes "(...)" and gives what is inside; nothing is taken when there is none.
constexpr std::string_view take_brackets(std::string_view& text) {
    if (text.empty() || text.front() != '(') return {};
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] != ')' || --depth != 0) continue;
        auto const inside = text.substr(1, i - 1);
        text.remove_prefix(i + 1);
        return inside;
    }
    return {};
}

/// Reads one use off `text`; false when it is none.
constexpr bool take_use(std::string_view& text, Use& use) {
    use = {};
    if (text.empty()) return false;
    switch (text.front()) {
        case 'R': use.usage = Usage::required; break;
        case 'S': use.usage = Usage::situational; break;
        case 'N': use.usage = Usage::not_used; break;
        default: return false;
    }
    text.remove_prefix(1);
    bool const composite = text.starts_with('C');
    bool const interchange = text.starts_with('I');
    if (composite || interchange) text.remove_prefix(1);
    auto const number = take_number(text);
    if (number == 0 || number >= first_interchange) return false;
    use.number = static_cast<ElementNumber>(number + (composite ? first_composite : interchange ? first_interchange : 0));
    while (!text.empty() && text.front() != ' ') {
        char const mark = text.front();
        if (mark == '(') {
            use.components = take_brackets(text);
            if (!composite || use.components.empty()) return false;
            continue;
        }
        text.remove_prefix(1);
        if (mark == '#')
            use.digits = static_cast<std::uint8_t>(take_number(text));
        else if (mark == '^')
            use.repeat = static_cast<std::uint8_t>(take_number(text));
        else if (mark == '=') {
            auto const end = text.find(' ');
            use.codes = text.substr(0, end);
            text.remove_prefix(use.codes.size());
        } else
            return false;
    }
    return true;
}

/// Calls `each(Use)` for every use of `text`, those written with a count as often as it says. False when something cannot be read.
template <class Each>
constexpr bool for_each_use(std::string_view text, Each&& each) {
    while (!text.empty()) {
        std::string_view rest = text;
        std::uint32_t times = take_number(rest);
        if (times == 0)
            times = 1;
        else if (rest.empty() || rest.front() != '*')
            return false;
        else
            rest.remove_prefix(1);
        if (std::string_view const group = take_brackets(rest); !group.empty()) {
            for (std::uint32_t i = 0; i < times; ++i)
                if (!for_each_use(group, each)) return false;
        } else {
            Use use;
            if (!take_use(rest, use)) return false;
            for (std::uint32_t i = 0; i < times; ++i) each(use);
        }
        if (!rest.empty() && rest.front() != ' ') return false;
        text = rest.empty() ? rest : rest.substr(1);
    }
    return true;
}

/// Whether the text can be read, components included, and has at least one element.
constexpr bool well_formed(std::string_view text) {
    bool good = !text.empty();
    bool const read = for_each_use(text, [&good](Use const& use) {
        if (!use.components.empty()) good = good && for_each_use(use.components, [](Use const&) {});
    });
    return read && good;
}

} // namespace edi::notation
