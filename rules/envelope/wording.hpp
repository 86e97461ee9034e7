// Wording that the messages of several envelope rules share.
#pragma once

#include <string_view>

#include "rules/rule.hpp"

namespace rules {

/// `IEA02 is "2" but ISA13 is "1"`: `element` has the value found, `other` ("ISA13 is") introduces the value expected.
void say_disagreement(Message& m, std::string_view element, std::string_view other, EnvelopeDetail const& detail);

/// `SE01 is "85" but the set has 86 segments`: `element` has the value found, `whole` ("the set has") as many `parts` as expected.
void say_wrong_count(Message& m, std::string_view element, std::string_view whole, std::string_view parts, EnvelopeDetail const& detail);

/// "; claims among them, ...: 2", of segments outside of any set; `detail.expected` has how many, "" for none.
void say_lost_claims(Message& m, EnvelopeDetail const& detail);

/// "; too little of it can be read ...": why an ISA gets no TA1, where `detail` has a reason.
void say_unanswered(Message& m, EnvelopeDetail const& detail);

} // namespace rules
