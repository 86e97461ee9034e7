// A checked expression as a flat program for a small stack machine: fields are functions of the table, nothing is looked up by name,
// nothing allocated while it runs.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "rules/expression/fields.hpp"
#include "rules/expression/value.hpp"

namespace rules::expression {

enum class Code : std::uint8_t {
    constant,        ///< push constants[at]
    constants,       ///< push the list of `count` constants from `at` on
    variable,        ///< push slots[slot]
    read,            ///< the record on top becomes its field
    read_of,         ///< push the field of slots[slot]
    sent,            ///< the record on top becomes "the field was sent"
    readable,        ///< the record on top becomes "the field was sent and can be read"
    there,           ///< the record on top becomes "there is such a record"
    is_text,         ///< push: the field of slots[slot] is the text constants[at]
    negate_truth,    ///< !
    both,            ///< &&
    either,          ///< ||
    jump_if_false,   ///< to `at`, the value stays
    jump_if_true,    ///< the same
    compare,         ///< two values of `type` with `relation`
    in_constants,    ///< the value on top is one of `count` constants from `at` on
    in_list,         ///< value, list -> truth
    plus,            ///< numbers
    minus,           ///< numbers
    times,           ///< numbers
    modulo,          ///< numbers
    negate,          ///< a number
    day_plus,        ///< day, duration -> day
    day_minus,       ///< day, duration -> day
    day_difference,  ///< day, day -> duration
    duration_plus,   ///< durations
    duration_minus,  ///< durations
    negate_duration, ///< a duration
    days_of,         ///< duration -> number
    text_size,
    list_size,
    starts_with,
    ends_with,
    contains,
    element,     ///< list, number -> element
    begin_loop,  ///< takes the list; `slot` gets the first element; without any pushes the empty result and goes to `at`
    filter_loop, ///< takes a truth value: the element counts or not; next element, or the result and on to `at`
    next_loop    ///< takes a value unless `fold` is count; next element and back to `at`, or the result
};

enum class Relation : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

/// How a loop makes one value of its elements.
enum class Fold : std::uint8_t { exists, all, exists_one, count, sum, least, greatest };

struct Instruction {
    Code code{};
    std::uint8_t slot = 0;
    Relation relation{};
    Type type{};
    Fold fold{};
    bool constant_list = false; ///< begin_loop, in_list, list_size, element: the list is one of constants
    std::uint32_t at = 0, count = 0;
    Field const* field = nullptr; ///< read: the field; of a list: how to walk it
};

// Slots of variables: the claim, the line, then the elements of loops from the outermost on.
inline constexpr std::uint8_t claim_slot = 0, line_slot = 1, first_loop_slot = 2;
inline constexpr std::size_t most_loops = 4;   ///< within one another
inline constexpr std::size_t most_values = 64; ///< on the stack at once; the compiler refuses what needs more
/// A rule visits at most so many elements of lists in one claim: loops within loops over a huge claim would take hours.
inline constexpr std::uint32_t most_steps = 2'000'000;

using Instructions = std::vector<Instruction>;

/// A field by the way to it: from a variable through records.
struct Path {
    std::uint8_t slot = claim_slot;
    std::vector<Field const*> fields; ///< the last one is no record and no list
};

struct Program {
    /// What is asked of the claim alone comes before what is asked of each line. In rules of scope claim, of_line is empty.
    Instructions of_claim, of_line;
    std::vector<Value> constants;
    std::deque<std::string> texts; ///< what the constants show; a deque keeps them in place when the program moves
    Traits needs = 0;              ///< without these the expression is never true
    Path speaks_of;                ///< the first field of the line (or claim, in its scope) in the expression; may be empty
};

/// What an expression says of a claim or line. Unknown counts as no; exhausted: it was given up (most_steps).
enum class Verdict : std::uint8_t { no, yes, unknown, exhausted };

} // namespace rules::expression
