#include "rules/data_elements/wording.hpp"

#include "edi/guide/element_uses.hpp"
#include "rules/structure/wording.hpp"

namespace rules {

namespace {

constexpr std::size_t longest_value = 40; // characters of a bad value that are shown

/// Two digits, as element positions are written: 9 is "09".
void say_position(Message& m, std::uint32_t position) {
    if (position < 10) m << '0';
    m << position;
}

} // namespace

edi::ElementUse const* use_of(edi::Fault const& fault, edi::Guide const& guide) {
    return edi::element_uses(guide.id).at(fault.node, fault.place);
}

void say_element(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments) {
    say_id(m, fault, segments);
    if (fault.place.element == 0) return;
    say_position(m, fault.place.element);
    if (fault.place.component != 0) m << '-' << fault.place.component;
    auto const* use = use_of(fault, guide);
    auto const* element = use ? edi::data_element(use->number) : nullptr;
    if (element) m << " (" << element->name << ')';
}

void say_value(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments) {
    say_element(m, fault, guide, segments);
    m << " is \"";
    m.printable(segments.at(fault.place), longest_value) << '"';
}

void say_segment_use(Message& m, edi::Fault const& fault, edi::Guide const& guide) {
    say_loop(m, fault.loop);
    if (fault.node < guide.outline.size()) m << ", " << guide.outline[fault.node].name;
}

} // namespace rules
