// Builds the syntax tree from what the grammar matches, operands first.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/expression/syntax.hpp"

namespace rules::expression {

class TreeBuilder {
public:
    explicit TreeBuilder(std::string_view text) : text_(text) {}

    using At = char const*;

    // Literals and names: operands to come.
    void text(At first, At last);
    void number(At first, At last);
    void name(At first, At last);

    /// The place of an operator or an opening bracket, used when its operands are there.
    void note(At first, At last);
    void binary(Operator op);
    void note_prefix(At first, At last);
    void mark_prefixes();
    void apply_prefixes();

    // Lists and arguments: open(), then count_part() behind each part.
    void open();
    void count_part();
    void list(At first, At last);
    void call(At first, At last);
    void member(At first, At last);
    void method(At first, At last);
    void index(At first, At last);

    /// The first mistake that the grammar does not see.
    std::optional<Error> const& error() const { return error_; }
    /// The tree, when the grammar has matched and there is no error.
    Syntax take();

private:
    Span span(At first, At last) const;
    void fail(Span where, std::string message);
    Node& push(NodeKind kind, Span where);
    std::uint32_t pop();
    void take_parts(Node& node, std::size_t from);
    std::uint32_t end_of_text_before(At at) const;

    std::string_view text_;
    Syntax syntax_;
    std::vector<std::uint32_t> operands_;
    std::vector<Span> notes_;
    std::vector<Span> prefixes_;
    std::vector<std::size_t> marks_;
    std::vector<std::size_t> part_counts_;
    std::optional<Error> error_;
};

} // namespace rules::expression
