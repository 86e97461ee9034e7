// Wording that the messages of several rules about elements share.
#pragma once

#include "edi/guide/element_uses.hpp"
#include "rules/rule.hpp"

namespace rules {

/// How the guide uses the element at fault; null when it has none there.
edi::ElementUse const* use_of(edi::Fault const& fault, edi::Guide const& guide);
/// "NM109 (id)", "SV101-2 (product or service)", "NM113".
void say_element(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments);
/// `NM108 (kind of id) is "ZZ"`: with what was sent, clipped.
void say_value(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments);
/// " in loop 2010BA, subscriber name": the use of the segment.
void say_segment_use(Message& m, edi::Fault const& fault, edi::Guide const& guide);

} // namespace rules
