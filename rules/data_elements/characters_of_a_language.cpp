#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_element(m, fault, guide, segments);
    m << " has letters that the partners must have agreed on";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const characters_of_a_language;
constinit Rule const characters_of_a_language{
    .id = "D017",
    .name = "characters-of-a-language",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Letters outside of the basic and extended character sets",
    .explanation = "Letters with accents and other characters outside of ASCII may be sent only where the partners have agreed on "
                   "them. Elsewhere a receiver may read something else.",
    .help = "Write the plain letter, or make sure that the receiver has agreed.",
    .ack_999 = "",
    .source = "X12 005010 extended character set; 837 guides appendix B",
    .fires = {"837p-clean.edi", "NM1*IL*1*ASHGROVE*TABITHA*L***", "NM1*IL*1*ASHGR\xc3\x96VE*TABITHA*L***"},
    .passes = {"837p-clean.edi", "NM1*IL*1*ASHGROVE*TABITHA*L***", "NM1*IL*1*O'SHEA*TABITHA*L***"},
    .structure_fault = edi::FaultKind::element_character_local,
    .structure_message = say,
};

} // namespace rules
