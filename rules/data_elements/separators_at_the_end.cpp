#include "rules/data_elements/wording.hpp"
#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    if (fault.place.element == 0) m << "segment ";
    say_element(m, fault, guide, segments);
    m << " ends with separators that carry nothing";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const separators_at_the_end;
constinit Rule const separators_at_the_end{
    .id = "D018",
    .name = "separators-at-the-end",
    .severity = Severity::advice,
    .snip = 1,
    .title = "Separators at the end of a segment or an element",
    .explanation = "Empty elements at the end of a segment, and empty components at the end of an element, are left out with their "
                   "separators. Nearly every receiver reads them all the same.",
    .help = "Leave out the separators behind the last value.",
    .ack_999 = "",
    .source = "X12 005010 syntax: trailing delimiters are suppressed",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN STREET*~"},
    .passes = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN STREET*FLOOR 2~"},
    .structure_fault = edi::FaultKind::trailing_separators,
    .structure_message = say,
};

} // namespace rules
