#include <algorithm>
#include <functional>
#include <optional>

#include "rules/expression/grammar_def.hpp"
#include "rules/expression/syntax.hpp"

namespace rules::expression {
namespace {

bool is_letter(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

/// The word, or the one character, at the beginning of `rest`.
std::string_view first_word(std::string_view rest) {
    std::size_t length = 0;
    while (length < rest.size() && is_letter(rest[length])) ++length;
    return rest.substr(0, std::max<std::size_t>(length, 1));
}

/// A mistake that people make, and what to write instead. Of two that begin alike the longer stands first.
struct Slip {
    std::string_view text, cure;
};
constexpr Slip slips[] = {
    {"==", "comparisons make no chain, write a == b && b == c"},
    {"!=", "comparisons make no chain, write a != b && b != c"},
    {"<>", "write != for \"is not equal\""},
    {"<", "comparisons make no chain, write a < b && b < c"},
    {">", "comparisons make no chain, write a < b && b < c"},
    {"=", "write == to compare"},
    {"&", "write && for \"and\""},
    {"|", "write || for \"or\""},
    {"?", "there is no ? : here, write (a && b) || (!a && c)"},
    {"and", "write && for \"and\""},
    {"AND", "write && for \"and\""},
    {"or", "write || for \"or\""},
    {"OR", "write || for \"or\""},
    {"not", "write ! for \"not\""},
    {"NOT", "write ! for \"not\""},
    {"\xE2\x80", "write straight quotes, \" or '"}, // the typographic ones of UTF-8 begin so
};

std::string_view cure(std::string_view rest) {
    for (Slip const& slip : slips)
        if (is_letter(slip.text[0]) ? first_word(rest) == slip.text : rest.substr(0, slip.text.size()) == slip.text) return slip.cure;
    return {};
}

/// The words for a parser that did not match, by the name that the grammar or X3 has for it.
std::string_view missing(std::string_view parser) {
    if (parser == "')'") return "a ) is missing";
    if (parser == "']'") return "a ] is missing";
    if (parser == "eoi") return "an operator, such as && or ==, is missing";
    if (parser == "the name of a field") return "the name of a field is missing";
    return "a value is missing";
}

Error syntax_error(std::string_view text, std::size_t at, std::string_view parser) {
    std::string_view const rest = text.substr(at), word = first_word(rest);
    std::string message(missing(parser));
    if (rest.empty()) {
        message += " at the end of the expression";
    } else {
        message += " before \"";
        for (char const c : word.substr(0, 30)) message += ' ' <= c && c <= '~' ? c : '.';
        message += '"';
    }
    if (auto const what = cure(rest); !what.empty()) message.append(": ").append(what);
    auto const begin = static_cast<std::uint32_t>(at);
    return {std::move(message), {begin, begin + static_cast<std::uint32_t>(word.size())}};
}

/// Brackets within one another cost stack, here and later.
std::optional<Error> too_deep(std::string_view text) {
    std::size_t depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (quote) {
            if (c == '\\') ++i;
            if (c == quote || c == '\n') quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[') {
            auto const at = static_cast<std::uint32_t>(i);
            if (++depth > most_brackets)
                return Error{"brackets may stand " + std::to_string(most_brackets) + " deep within one another, no deeper", {at, at + 1}};
        } else if ((c == ')' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return {};
}

} // namespace

std::variant<Syntax, Error> parse(std::string_view text) {
    if (text.size() > most_bytes)
        return Error{"the expression is too long: it may have " + std::to_string(most_bytes) + " characters, so make two rules of it", {}};
    if (auto error = too_deep(text)) return *std::move(error);
    TreeBuilder builder(text);
    char const* first = text.data();
    char const* const last = first + text.size();
    try {
        grammar::x3::phrase_parse(first, last, grammar::x3::with<grammar::builder_tag>(std::ref(builder))[grammar::whole], grammar::blank);
    } catch (grammar::x3::expectation_failure<char const*> const& failure) {
        if (builder.error()) return *builder.error();
        first = failure.where();
        while (first < last && std::string_view(" \t\r\n").find(*first) != std::string_view::npos) ++first;
        return syntax_error(text, static_cast<std::size_t>(first - text.data()), failure.which());
    }
    if (builder.error()) return *builder.error();
    return builder.take();
}

} // namespace rules::expression
