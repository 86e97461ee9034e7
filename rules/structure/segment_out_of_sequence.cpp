#include "rules/structure/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    using edi::operator""_seg;
    // These two are out of sequence only when the level above them is not open.
    if (fault.segment == "CLM"_seg) {
        m << "claim (CLM) stands below no subscriber or patient level (HL03 22 or 23)";
    } else if (fault.segment == "HL"_seg) {
        m << "HL of loop " << edi::loop_name(fault.loop) << " stands below no "
          << (fault.loop == edi::LoopId::L2000C ? "subscriber" : "billing provider") << " level (HL03 "
          << (fault.loop == edi::LoopId::L2000C ? "22" : "20") << ')';
    } else {
        m << "segment ";
        say_named_id(m, fault, guide, segments);
        m << " is out of sequence";
        say_loop(m, fault.loop);
    }
}

} // namespace

extern Rule const segment_out_of_sequence;
constinit Rule const segment_out_of_sequence{
    .id = "S008",
    .name = "segment-out-of-sequence",
    .snip = 1,
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
