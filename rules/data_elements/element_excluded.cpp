#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_element(m, fault, guide, segments);
    m << " must not stand beside the other element";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const element_excluded;
constinit Rule const element_excluded{
    .id = "D011",
    .name = "element-excluded",
    .snip = 1,
    .title = "Elements that exclude each other",
    .explanation = "Of these elements the standard allows one only. With both, a receiver cannot know which one holds.",
    .help = "Keep one of them.",
    .claim_status = {"A3:684"},
    .ack_999 = "IK403:10",
    .source = "X12 005010 syntax notes of the segment (kind E); 999 IK403 10",
    .fires = {"837p-clean.edi", "N4*SPRINGFIELD*IL*627010410~", "N4*SPRINGFIELD*IL*627010410*CA***ON~"},
    .passes = {"837p-clean.edi", "N4*SPRINGFIELD*IL*627010410~", "N4*TORONTO**M5V2T6*CA***ON~"},
    .structure_fault = edi::FaultKind::element_excluded,
    .structure_message = say,
};

} // namespace rules
