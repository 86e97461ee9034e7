#include "rules/data_elements/wording.hpp"

namespace rules {

namespace {

void say(edi::Fault const& fault, edi::Guide const& guide, edi::SegmentTable const& segments, Message& m) {
    say_value(m, fault, guide, segments);
    m << ", with blanks at the end";
    say_segment_use(m, fault, guide);
}

} // namespace

extern Rule const blanks_at_the_end;
constinit Rule const blanks_at_the_end{
    .id = "D016",
    .name = "blanks-at-the-end",
    .severity = Severity::warning,
    .snip = 1,
    .title = "Blanks at the end of a value",
    .explanation = "Blanks at the end of a text carry no meaning, and the standard wants them left out. Receivers that compare ids "
                   "character by character do not find the value.",
    .help = "Leave out the blanks.",
    .ack_999 = "",
    .source = "X12 005010 type AN: trailing spaces are suppressed",
    .fires = {"837p-clean.edi", "NM1*IL*1*ASHGROVE*TABITHA*L***", "NM1*IL*1*ASHGROVE *TABITHA*L***"},
    .passes = {"837p-clean.edi", "NM1*IL*1*ASHGROVE*TABITHA*L***", "NM1*IL*1*ASH GROVE*TABITHA*L***"},
    .structure_fault = edi::FaultKind::element_padded,
    .structure_message = say,
};

} // namespace rules
