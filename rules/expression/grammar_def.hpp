// The grammar of expressions, from operands to the weakest operator. Its actions hand what they match to a TreeBuilder; none of them runs
// twice for the same text, because no alternative begins as another one does.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "rules/expression/tree_builder.hpp"

namespace rules::expression::grammar {

namespace x3 = boost::spirit::x3;

/// Under this tag the parse context holds the TreeBuilder.
struct builder_tag;

/// Calls a function of the builder with the bytes that were matched.
template <auto function>
constexpr auto build = [](auto& context) {
    auto const& range = x3::_attr(context);
    (x3::get<builder_tag>(context).get().*function)(range.begin(), range.end());
};
/// Calls a function of the builder that needs none.
template <auto function>
constexpr auto call = [](auto& context) { (x3::get<builder_tag>(context).get().*function)(); };
/// Both operands of an operator are there.
template <Operator op>
auto const apply = x3::eps[([](auto& context) { x3::get<builder_tag>(context).get().binary(op); })];

using B = TreeBuilder;

// Bytes above 127 are no letters of this language, whatever the locale.
auto const letter = x3::char_('a', 'z') | x3::char_('A', 'Z') | x3::char_('_');
auto const digit  = x3::char_('0', '9');
auto const word   = x3::lexeme[letter >> *(letter | digit)];
auto const in     = x3::lexeme["in" >> !(letter | digit)];
auto const blank  = x3::char_(" \t\r\n");

/// The place of an operator.
auto const op = [](auto const& what) { return x3::raw[what][build<&B::note>]; };

struct ExpressionRule;
x3::rule<ExpressionRule> const expression{"a value"};

// The quote at the end of a text is missed by the builder, which knows where the text began.
auto const double_quoted = x3::raw[x3::lexeme['"' >> *('\\' >> x3::char_ | ~x3::char_("\"\\\n")) >> -x3::lit('"')]];
auto const single_quoted = x3::raw[x3::lexeme['\'' >> *('\\' >> x3::char_ | ~x3::char_("'\\\n")) >> -x3::lit('\'')]];
auto const numeral       = x3::raw[x3::lexeme[digit >> *(digit | letter | '.' >> digit)]];
auto const literal       = double_quoted[build<&B::text>] | single_quoted[build<&B::text>] | numeral[build<&B::number>];

auto const part      = expression >> x3::eps[call<&B::count_part>];
auto const arguments = x3::lit('(') > x3::eps[call<&B::open>] > (x3::lit(')') | (part % ',' > x3::lit(')')));
auto const list      = x3::raw[x3::lit('[')][build<&B::note>] > x3::eps[call<&B::open>]
                     > (x3::lit(']') | (part % ',' > x3::lit(']'))) > x3::raw[x3::eps][build<&B::list>];
auto const name      = x3::raw[!in >> word][build<&B::name>] >> -(arguments > x3::raw[x3::eps][build<&B::call>]);
auto const bracket   = x3::lit('(') > expression > x3::lit(')');
auto const operand   = literal | name | bracket | list;

struct FieldNameRule;
auto const field_name = x3::rule<FieldNameRule>{"the name of a field"} = x3::raw[word][build<&B::member>];
auto const suffix     = ('.' > field_name > -(arguments > x3::raw[x3::eps][build<&B::method>]))
                      | (x3::lit('[') > expression > x3::raw[x3::lit(']')][build<&B::index>]);

auto const prefix = x3::raw[x3::lexeme['!' >> !x3::char_('=')]][build<&B::note_prefix>] | x3::raw[x3::lit('-')][build<&B::note_prefix>];

struct UnaryRule;
auto const unary = x3::rule<UnaryRule>{"a value"} =
    x3::eps[call<&B::mark_prefixes>] >> *prefix >> operand >> *suffix >> x3::eps[call<&B::apply_prefixes>];

struct ProductRule;
auto const product = x3::rule<ProductRule>{"a value"} =
    unary >> *( (op('*') > unary > apply<Operator::times>)
              | (op('/') > unary > apply<Operator::divided>)
              | (op('%') > unary > apply<Operator::modulo>) );

struct SumRule;
auto const sum = x3::rule<SumRule>{"a value"} =
    product >> *( (op('+') > product > apply<Operator::plus>)
                | (op('-') > product > apply<Operator::minus>) );

// Not a chain: a < b < c would compare a truth value with c.
struct RelationRule;
auto const relation = x3::rule<RelationRule>{"a value"} =
    sum >> -( (op("==") > sum > apply<Operator::equal>)
            | (op("!=") > sum > apply<Operator::not_equal>)
            | (op("<=") > sum > apply<Operator::less_or_equal>)
            | (op(">=") > sum > apply<Operator::greater_or_equal>)
            | (op(x3::lexeme['<' >> !x3::lit('>')]) > sum > apply<Operator::less>)
            | (op('>')  > sum > apply<Operator::greater>)
            | (op(in)   > sum > apply<Operator::in>) );

struct ConjunctionRule;
auto const conjunction = x3::rule<ConjunctionRule>{"a value"} = relation >> *(op("&&") > relation > apply<Operator::both>);

auto const expression_def = conjunction >> *(op("||") > conjunction > apply<Operator::either>);

BOOST_SPIRIT_DEFINE(expression)

auto const whole = x3::eps > expression > x3::eoi;

} // namespace rules::expression::grammar
