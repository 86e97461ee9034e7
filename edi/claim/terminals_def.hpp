// Terminals of the claim grammar: X3 parsers that take one placed segment each and call the function that binds it. They
// are empty types and have no attributes, so that the compiler sees through the whole grammar; a semantic action on a
// sequence, or attributes into vectors of views, would cost a factor 2 to 4 (measured).
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "edi/claim/builder.hpp"
#include "edi/claim/openings.hpp"
#include "edi/loops/cursor.hpp"
#include "edi/text/segments.hpp"

namespace edi::grammar {

namespace x3 = boost::spirit::x3;

/// Under this tag the parse context holds the Builder.
struct builder_tag;

/// What all terminals share: they take one segment, have no attribute and never fail after taking it.
template <class Derived>
struct Terminal : x3::parser<Derived> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext const&, Attribute&) const {
        if (first == last) return false;
        Builder& builder = x3::get<builder_tag>(context);
        if (!Derived::take(builder, *first)) return false;
        ++first;
        return true;
    }
};

template <Loops loops, SegmentId id, auto bind>
struct At : Terminal<At<loops, id, bind>> {
    static bool take(Builder& builder, PlacedSegment const& placed) {
        if (!loops.contains(placed.loop) || placed.id != id) return false;
        if (placed.node == no_node && !opens_loop(placed, id)) return false;
        Segment const segment = (*builder.segments)[placed.segment];
        if constexpr (requires { bind(builder, segment, placed.loop); })
            bind(builder, segment, placed.loop);
        else
            bind(builder, segment);
        return true;
    }
};

template <Loops loops>
struct Other : Terminal<Other<loops>> {
    static bool take(Builder&, PlacedSegment const& placed) {
        return loops.contains(placed.loop) && !ends_claim(placed.id) && !opens_loop(placed, placed.id);
    }
};

struct OtherOfClaim : Terminal<OtherOfClaim> {
    static bool take(Builder&, PlacedSegment const& placed) {
        return placed.loop != LoopId::header && !ends_claim(placed.id);
    }
};

struct UnknownLevel : Terminal<UnknownLevel> {
    static bool take(Builder& builder, PlacedSegment const& placed) {
        using edi::operator""_seg;
        if (placed.node != no_node || placed.id != "HL"_seg) return false;
        bind::unknown_level(builder, (*builder.segments)[placed.segment]);
        return true;
    }
};

struct Any : Terminal<Any> {
    static bool take(Builder&, PlacedSegment const&) { return true; }
};

/// The same as `subject`, but made one function with everything below it: left alone, gcc keeps a few of the alternatives apart, and each
/// call of those stores and loads what the whole loop would have in registers.
template <class Subject>
struct Compact : x3::unary_parser<Subject, Compact<Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit Compact(Subject const& inner) : x3::unary_parser<Subject, Compact<Subject>>(inner) {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    [[gnu::flatten, gnu::noinline]] bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext const& rule,
                                               Attribute& attribute) const {
        return this->subject.parse(first, last, context, rule, attribute);
    }
};

struct MakeCompact {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return Compact<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};

/// `subject` for segments of these loops. It is asked once for the whole subject whether a segment can be one of them.
template <Loops loops, class Subject>
struct In : x3::unary_parser<Subject, In<loops, Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit In(Subject const& inner) : x3::unary_parser<Subject, In<loops, Subject>>(inner) {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext const& rule, Attribute& attribute) const {
        return first != last && loops.contains(first->loop) && this->subject.parse(first, last, context, rule, attribute);
    }
};

/// in<loops>[parser]
template <Loops loops>
struct InLoops {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return In<loops, typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};

struct ClaimEnd : x3::parser<ClaimEnd> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext const&, Attribute&) const {
        Builder& builder = x3::get<builder_tag>(context);
        bind::claim_end(builder, first == last ? builder.segments->size() : first->segment);
        return true;
    }
};

/// The segment `id` in one of `loops`, handed to `bind`. One that was refused by the cursor does not match.
template <Loops loops, SegmentId id, auto bind>
inline constexpr At<loops, id, bind> at{};

/// A parser for segments of these loops alone: others pass it by at once.
template <Loops loops>
inline constexpr InLoops<loops> in{};

/// A loop that is met often enough for its speed to matter.
inline constexpr MakeCompact compact{};

/// Any segment of these loops that the grammar does not name, or that has no place there; never one that opens a loop.
template <Loops loops>
inline constexpr Other<loops> other{};

/// Whatever else stands between a CLM and the next CLM, HL or SE.
inline constexpr OtherOfClaim other_of_claim{};

/// An HL of a level that the guide does not have: what follows does not belong to the subscriber before it.
inline constexpr UnknownLevel unknown_level{};

/// Any segment at all.
inline constexpr Any any{};

/// Matches nothing: the claim ends here.
inline constexpr ClaimEnd claim_end{};

} // namespace edi::grammar
