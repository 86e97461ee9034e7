// Runs the program of an expression.
#pragma once

#include "rules/expression/program.hpp"
#include "rules/facts.hpp"

namespace rules::expression {

/// The value of instructions whose result is a truth value; `line` is null where they do not speak of one. Allocates nothing. `steps` counts
/// the elements of lists that were visited; beyond most_steps it is given up, so the caller decides for how many runs they last.
Verdict run(Program const& program, Instructions const& instructions, ClaimFacts const& facts, edi::ServiceLine const* line,
            std::uint32_t& steps);

/// The value of instructions of any type; unknown also when they were given up.
Value compute(Program const& program, Instructions const& instructions, ClaimFacts const& facts, edi::ServiceLine const* line);

/// The element at the end of a path; null when the path is empty or a record on it is not there.
edi::Field const* find(Path const& path, ClaimFacts const& facts, edi::ServiceLine const* line);

} // namespace rules::expression
