#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const&, edi::SegmentTable const& segments, Message& m) {
    using edi::operator""_seg;
    m << "the guide has no segment ";
    say_id(m, fault, segments);
    if (fault.segment == "SV1"_seg) m << ": it is the service of an 837P, and this is an 837I";
    if (fault.segment == "SV2"_seg) m << ": it is the service of an 837I, and this is an 837P";
    if (fault.segment == "SV3"_seg) m << ": it is the service of an 837D, the dental guide";
}

} // namespace

extern Rule const segment_unrecognized;
constinit Rule const segment_unrecognized{
    .id = "S001",
    .name = "segment-unrecognized",
    .snip = 1,
    .title = "Segment that the guide does not have",
    .explanation = "The segment id is not in the implementation guide, so nobody can say what it means. Mostly it is a misspelt id or a "
                   "lost terminator.",
    .help = "Remove the segment or correct its id.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:1",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 1",
    .fires = {"837p-clean.edi", "REF*D9*CW0000001001~", "ZZZ*1~\nREF*D9*CW0000001001~"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::unrecognized_segment,
    .structure_message = say,
};

} // namespace rules
