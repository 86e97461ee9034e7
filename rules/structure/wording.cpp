#include "rules/structure/wording.hpp"

namespace rules {

namespace {

edi::OutlineNode const* node_of(edi::Fault const& fault, edi::Guide const& guide) {
    return fault.node < guide.outline.size() ? &guide.outline[fault.node] : nullptr;
}

void say_id_at(Message& m, edi::Place place, edi::SegmentTable const& segments) {
    if (place.segment < segments.size()) m.printable(segments[place.segment].id_text(), 20);
}

} // namespace

void say_id(Message& m, edi::Fault const& fault, edi::SegmentTable const& segments) {
    if (fault.segment == edi::no_id) return say_id_at(m, fault.place, segments);
    for (edi::SegmentId rest = fault.segment; rest != 0; rest >>= 8) {
        char const c = static_cast<char>(rest & 0xFF);
        m.printable({&c, 1}, 1);
    }
}

void say_named_id(Message& m, edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments) {
    say_id(m, fault, segments);
    if (auto const* node = node_of(fault, guide)) m << " (" << node->name << ')';
}

void say_named_loop(Message& m, edi::Fault const& fault, edi::Guide const& guide) {
    auto const* node = node_of(fault, guide);
    m << edi::loop_name(node ? node->loop : fault.loop);
    if (node) m << " (" << node->name << ')';
}

void say_loop(Message& m, edi::LoopId loop) {
    if (loop == edi::LoopId::none) return;
    if (loop == edi::LoopId::header)
        m << " in the header of the set";
    else
        m << " in loop " << edi::loop_name(loop);
}

void say_after(Message& m, edi::Fault const& fault, edi::SegmentTable const& segments) {
    if (fault.place.segment >= segments.size()) return;
    m << " after segment ";
    say_id_at(m, fault.place, segments);
}

void say_limit(Message& m, edi::Fault const& fault, edi::Guide const& guide) {
    if (auto const* node = node_of(fault, guide); node && node->repeat != 0) m << " (limit " << node->repeat << ')';
}

void say_element(Message& m, std::string_view name, edi::Fault const& fault, std::uint8_t element, edi::SegmentTable const& segments) {
    m << name << " is \"";
    m.printable(segments.at({fault.place.segment, element, 0}), 20) << '"';
}

} // namespace rules
