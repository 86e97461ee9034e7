// Wording that the messages of several structure rules share.
#pragma once

#include <cstdint>
#include <string_view>

#include "rules/rule.hpp"

namespace rules {

/// "N3": the id of the segment that is wrong or missing.
void say_id(Message& m, edi::Fault const& fault, edi::SegmentTable const& segments);
/// "N3 (billing provider address)"; without the name where the fault has no node.
void say_named_id(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments);
/// "2010BB (payer name)": the loop that the fault's node is or belongs to.
void say_named_loop(Message& m, edi::Fault const& fault, edi::Guide const& guide);
/// " in loop 2010AA", " in the header of the set"; nothing outside of loops.
void say_loop(Message& m, edi::LoopId loop);
/// " after segment NM1": where something missing was due.
void say_after(Message& m, edi::Fault const& fault, edi::SegmentTable const& segments);
/// " (limit 1)"; nothing where the fault has no node.
void say_limit(Message& m, edi::Fault const& fault, edi::Guide const& guide);
/// `HL03 is "24"`: an element of the segment at fault.
void say_element(Message& m, std::string_view name, edi::Fault const& fault, std::uint8_t element, edi::SegmentTable const& segments);

/// The first element of the segment at `place`: its qualifier, where the fault names only the segment.
inline edi::Place first_element(edi::Place place) {
    return {place.segment, 1, 0};
}

} // namespace rules
