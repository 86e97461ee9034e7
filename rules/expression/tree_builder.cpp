#include "rules/expression/tree_builder.hpp"

#include <utility>

namespace rules::expression {

Span TreeBuilder::span(At first, At last) const {
    return {static_cast<std::uint32_t>(first - text_.data()), static_cast<std::uint32_t>(last - text_.data())};
}

void TreeBuilder::fail(Span where, std::string message) {
    if (!error_) error_ = Error{std::move(message), where};
}

Node& TreeBuilder::push(NodeKind kind, Span where) {
    if (syntax_.nodes.size() >= most_nodes)
        fail(where, "the expression is too long: it may have " + std::to_string(most_nodes) + " parts, so make two rules of it");
    Node& node = syntax_.nodes.emplace_back();
    node.kind = kind;
    node.span = node.word = where;
    operands_.push_back(static_cast<std::uint32_t>(syntax_.nodes.size() - 1));
    return node;
}

std::uint32_t TreeBuilder::pop() {
    std::uint32_t const top = operands_.back();
    operands_.pop_back();
    return top;
}

void TreeBuilder::text(At first, At last) {
    Span const where = span(first, last);
    std::string plain;
    At const end = last - 1;
    bool const closed = last - first >= 2 && *end == *first;
    for (At at = first + 1; at < end; ++at) {
        if (*at != '\\') {
            plain += *at;
        } else if (++at < end && (*at == '\\' || *at == '"' || *at == '\'')) {
            plain += *at;
        } else {
            fail(span(at - 1, at + 1), "behind a \\ may stand another \\ or a quote, nothing else");
        }
    }
    if (!closed) fail(where, std::string("the text has no end: close it with ") + *first);
    push(NodeKind::text, where).text = std::move(plain);
}

void TreeBuilder::number(At first, At last) {
    Span const where = span(first, last);
    auto const read = edi::read_decimal({first, static_cast<std::size_t>(last - first)});
    if (read.reading == edi::Reading::too_long)
        fail(where, "the number has more digits than can be computed with (18)");
    else if (read.reading != edi::Reading::ok)
        fail(where, "this is no number: write digits with at most one point, such as 250 or 79.04 (codes are texts: \"99213\")");
    push(NodeKind::number, where).number = read.value;
}

void TreeBuilder::name(At first, At last) {
    Node& node = push(NodeKind::name, span(first, last));
    node.text.assign(first, last);
    if (node.text != "true" && node.text != "false") return;
    node.kind = NodeKind::truth;
    node.truth = node.text == "true";
}

void TreeBuilder::note(At first, At last) {
    notes_.push_back(span(first, last));
}

void TreeBuilder::binary(Operator op) {
    std::uint32_t const right = pop(), left = pop();
    Node& node = push(NodeKind::binary, {syntax_.nodes[left].span.begin, syntax_.nodes[right].span.end});
    node.op = op;
    node.word = notes_.back();
    notes_.pop_back();
    node.parts = {left, right};
}

void TreeBuilder::note_prefix(At first, At last) {
    prefixes_.push_back(span(first, last));
}
void TreeBuilder::mark_prefixes() {
    marks_.push_back(prefixes_.size());
}
void TreeBuilder::apply_prefixes() {
    while (prefixes_.size() > marks_.back()) {
        Span const prefix = prefixes_.back();
        prefixes_.pop_back();
        std::uint32_t const part = pop();
        bool const minus = text_[prefix.begin] == '-';
        Node& node = push(minus ? NodeKind::minus : NodeKind::negation, {prefix.begin, syntax_.nodes[part].span.end});
        node.word = prefix;
        node.parts = {part};
    }
    marks_.pop_back();
}

void TreeBuilder::open() {
    part_counts_.push_back(0);
}
void TreeBuilder::count_part() {
    ++part_counts_.back();
}

void TreeBuilder::take_parts(Node& node, std::size_t before) {
    std::size_t const count = part_counts_.back() + before;
    part_counts_.pop_back();
    node.parts.assign(operands_.end() - static_cast<std::ptrdiff_t>(count), operands_.end());
    operands_.resize(operands_.size() - count);
}

// Blanks before `at` belong to nobody.
std::uint32_t TreeBuilder::end_of_text_before(At at) const {
    auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (at > text_.data() && blank(at[-1])) --at;
    return span(at, at).end;
}

void TreeBuilder::list(At first, At) {
    Node node;
    node.kind = NodeKind::list;
    take_parts(node, 0);
    node.word = notes_.back();
    node.span = {node.word.begin, end_of_text_before(first)};
    notes_.pop_back();
    Node& pushed = push(NodeKind::list, node.span);
    pushed = std::move(node);
}

// A name with arguments: the name stands below them as an operand.
void TreeBuilder::call(At first, At) {
    Node node;
    take_parts(node, 0);
    Node& named = syntax_.nodes[operands_.back()];
    named.kind = NodeKind::call;
    named.span.end = end_of_text_before(first);
    named.parts = std::move(node.parts);
}

void TreeBuilder::member(At first, At last) {
    std::uint32_t const part = pop();
    Span const word = span(first, last);
    Node& node = push(NodeKind::member, {syntax_.nodes[part].span.begin, word.end});
    node.text.assign(first, last);
    node.word = word;
    node.parts = {part};
}

// The member before the arguments becomes a method.
void TreeBuilder::method(At first, At) {
    Node node;
    take_parts(node, 0);
    Node& member = syntax_.nodes[operands_.back()];
    member.kind = NodeKind::method;
    member.span.end = end_of_text_before(first);
    member.parts.insert(member.parts.end(), node.parts.begin(), node.parts.end());
}

void TreeBuilder::index(At, At last) {
    std::uint32_t const inner = pop(), part = pop();
    Node& node = push(NodeKind::index, {syntax_.nodes[part].span.begin, span(last, last).end});
    node.word = syntax_.nodes[inner].span;
    node.parts = {part, inner};
}

Syntax TreeBuilder::take() {
    syntax_.root = operands_.back();
    return std::move(syntax_);
}

} // namespace rules::expression
