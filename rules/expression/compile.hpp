// From the text of an expression to its program: parses, checks every name and type, and refuses what it does not understand.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "rules/expression/program.hpp"
#include "rules/expression/syntax.hpp"

namespace rules::expression {

/// What a rule asks its expression of.
enum class Scope : std::uint8_t { claim, line };

/// A condition.
std::variant<Program, Error> compile(std::string_view text, Scope scope);

/// A value of any type but record and list, for messages; in the program's of_line (or of_claim, in its scope). `type` is set.
std::variant<Program, Error> compile_value(std::string_view text, Scope scope, Type& type);

/// The way to a field, for the place of findings.
std::variant<Path, Error> compile_path(std::string_view text, Scope scope);

/// The line of `text` where the error is, and below it a line of ^~~~ that points to it; each indented and ended with a line break.
std::string point_out(std::string_view text, Error const& error);

} // namespace rules::expression
