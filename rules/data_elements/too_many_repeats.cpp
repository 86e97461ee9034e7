#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", with the repetition separator in it";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const too_many_repeats;
constinit Rule const too_many_repeats{
    .id = "D014",
    .name = "too-many-repeats",
    .snip = 2,
    .title = "Element repeated too often",
    .explanation = "The element may come once, and the repetition separator stands in it. Mostly it has got into a text.",
    .help = "Remove the repetition separator, or what stands behind it.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:12",
    .source = "837 guides: repetition of the element; 999 IK403 12",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN^STREET~"},
    .passes = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN/STREET~"},
    .structure_fault = edi::FaultKind::too_many_repeats,
    .structure_message = say,
};

} // namespace rules
