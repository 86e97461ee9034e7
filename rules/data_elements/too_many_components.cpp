#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    auto const* use = use_of(fault, guide);
    if (use && use->component_count > 0)
        m << ", with more than " << use->component_count << " components";
    else
        m << ", with the component separator in it";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const too_many_components;
constinit Rule const too_many_components{
    .id = "D015",
    .name = "too-many-components",
    .snip = 1,
    .title = "More components than the element has",
    .explanation = "A component separator stands in an element that has no components, or behind the last one of those it has. "
                   "Mostly it has got into a text.",
    .help = "Remove the component separator, or what stands behind it.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:13",
    .source = "X12 005010 composite elements; 999 IK403 13",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN:STREET~"},
    .passes = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 LANTERN-STREET~"},
    .structure_fault = edi::FaultKind::too_many_components,
    .structure_message = say,
};

} // namespace rules
