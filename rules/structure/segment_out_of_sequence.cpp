#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    m << "segment ";
    say_named_id(m, fault, guide, segments);
    m << " is out of sequence";
    say_loop(m, fault.loop);
}

} // namespace

extern Rule const segment_out_of_sequence;
constinit Rule const segment_out_of_sequence{
    .id = "S008",
    .name = "segment-out-of-sequence",
    .title = "Segment out of sequence",
    .explanation = "The segment belongs into this loop but comes after one that it must precede, or a level or claim comes without the "
                   "level above it. Receivers read in the printed order and may give it to the wrong loop.",
    .help = "Put the segments into the order of the guide.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK304:7",
    .source = "837 guides: order, usage and repeats of loops and segments; 999 IK304 7",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~\nN4*SPRINGFIELD*IL*627010410~",
              "N4*SPRINGFIELD*IL*627010410~\nN3*410 LANTERN STREET~"},
    .passes = {"837p-clean.edi", "", ""},
    .structure_fault = edi::FaultKind::out_of_sequence,
    .structure_message = say,
};

} // namespace rules
