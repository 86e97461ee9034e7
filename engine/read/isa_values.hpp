// What an ISA says, checked against the standard, with the code that a TA1 has for each mistake (TA105); and what can be told of an ISA
// that cannot be read.
// Source: X12 control standard 005010, ISA and TA1 (element I18).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "edi/text/delimiters.hpp"
#include "engine/scope.hpp"

namespace engine::read {

/// One element of the ISA with a value that the standard does not have; the texts are views of the ISA or static.
struct IsaMistake {
    std::uint8_t element; ///< 1 to 15: the last one is a delimiter, and the ISA could not be read with a wrong one
    std::string_view ta105, wanted, value;
};

/// ISA05 and ISA07: a code of the standard.
bool is_id_qualifier(std::string_view text);
/// ISA09: a day, YYMMDD.
bool is_isa_day(std::string_view text);
/// ISA10: a time, HHMM.
bool is_isa_time(std::string_view text);

/// `isa` is readable, without its terminator. Ascending by element.
std::vector<IsaMistake> isa_mistakes(std::string_view isa, edi::Delimiters const& delimiters);

/// What the ISA says, as texts; its ordinal is 0.
InterchangeScope isa_scope(std::string_view isa, edi::Delimiters const& delimiters);

/// TA105 for an ISA that cannot be read.
std::string_view unreadable_isa_code(edi::IsaReading const& reading);

/// Of an ISA that cannot be read, at the start of `text`: sender, receiver and control number, if they stand where the standard has them
/// and can be used; otherwise null, and nobody can be answered. Its delimiters say nothing.
std::shared_ptr<InterchangeScope const> answerable_isa(std::string_view text);

} // namespace engine::read
