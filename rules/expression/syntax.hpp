// The syntax tree of an expression, and its parser: a Boost.Spirit X3 grammar behind a plain function. The syntax is that of CEL
// (Common Expression Language) without what this program does not offer; docs/EXPRESSIONS.md has both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edi/text/values.hpp"

namespace rules::expression {

/// Bytes [begin, end) of the expression's text.
struct Span {
    std::uint32_t begin = 0, end = 0;
};

/// What is wrong with an expression, where, and what to do about it.
struct Error {
    std::string message;
    Span place;
};

// Larger expressions are refused, so that neither the parser nor what follows it can run out of stack.
inline constexpr std::size_t most_bytes = 4096;
inline constexpr std::size_t most_nodes = 1000;
inline constexpr std::size_t most_brackets = 32; ///< within one another

enum class NodeKind : std::uint8_t {
    truth,  ///< true, false
    number, ///< 79.04
    text,   ///< "J2371"
    list,   ///< [part, ...]
    name,   ///< line
    member, ///< part.word
    call,   ///< word(part, ...)
    method, ///< part.word(part, ...)
    index,  ///< part[part]
    negation,
    minus,
    binary
};

enum class Operator : std::uint8_t {
    either,
    both,
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in,
    plus,
    minus,
    times,
    divided,
    modulo
};

struct Node {
    NodeKind kind = NodeKind::truth;
    Operator op = Operator::either; ///< of a binary node
    Span span;                      ///< all of it
    Span word;                      ///< its name or operator
    std::string text;               ///< literal text without quotes and escapes; a name
    edi::Decimal number;
    bool truth = false;
    std::vector<std::uint32_t> parts; ///< indexes into Syntax::nodes
};

/// A tree; parts come before what they are part of.
struct Syntax {
    std::vector<Node> nodes;
    std::uint32_t root = 0;
};

/// Parses `text`. Never throws, never overflows the stack, whatever the text.
std::variant<Syntax, Error> parse(std::string_view text);

} // namespace rules::expression
