// Kinds of sets and of the groups that hold them, of the transactions that HIPAA has: ST01 and GS01.
// Source: X12 005010 data elements 143 and 479, as far as 005010X231A1 names them (AK201, AK101); FA is that guide's own.
#pragma once

#include <string_view>

namespace edi {

/// GS01 for ST01 ("HC" for "837"); empty for a set that is none of these.
std::string_view group_of_set(std::string_view set);
/// ST01 of the sets of a group (the first of several); empty for a group that is none of these.
std::string_view set_of_group(std::string_view group);

} // namespace edi
