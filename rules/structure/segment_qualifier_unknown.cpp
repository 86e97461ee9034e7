#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    std::string_view const code = segments.at(fault.place.element ? fault.place : first_element(fault.place));
    m << "segment ";
    say_id(m, fault, segments);
    m << " has qualifier \"";
    m.printable(code, 20) << "\", which has no use";
    say_loop(m, fault.loop);
    // No code has these: the segment was made for an interchange with another separator.
    char const separator = segments.delimiters().component;
    if (code.find_first_of(":<>^|") == std::string_view::npos || code.find(separator) != std::string_view::npos) return;
    m << ": ISA16 says that components are separated by \"";
    m.printable({&separator, 1}, 1) << '"';
}

} // namespace

extern Rule const segment_qualifier_unknown;
constinit Rule const segment_qualifier_unknown{
    .id = "S003",
    .name = "segment-qualifier-unknown",
    .snip = 2,
    .title = "Segment with a qualifier that has no use here",
    .explanation = "The segment belongs here, but no use of it has this qualifier code. What the segment says cannot be understood.",
    .help = "Use a qualifier that the guide lists for this loop, or remove the segment.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:2",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 2",
    .fires = {"837p-clean.edi", "REF*G1*PA20261001", "REF*Q9*PA20261001"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::qualifier_unknown,
    .structure_message = say,
};

} // namespace rules
