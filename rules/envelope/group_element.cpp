#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "GS" << detail.element / 10 << detail.element % 10 << " is \"";
    m.printable(detail.found, 40) << "\" but must be ";
    m.printable(detail.expected, 80);
}

} // namespace

extern Rule const group_element;
constinit Rule const group_element{
    .id = "E110",
    .name = "group-element",
    .snip = 1,
    .title = "GS element with a value that is not allowed",
    .explanation =
        "An element of the GS is missing, too long, or not of its type: GS01 is a kind of group, GS02 and GS03 name the two sides with 2 "
        "to 15 characters, GS04 is a day, GS05 a time, GS07 X, GS08 a version of at most 12 characters. The 999 has no code for it, so the "
        "TA1 says 024. A group whose GS01 the 999 does not know has no 999, because AK101 could not name it.",
    .help = "Correct the element of the GS.",
    .ack_ta1 = "024",
    .source = "837 guides, envelope appendix: GS; 005010X231A1 AK101; TA105 024",
    .fires = {"837p-clean.edi", "*20261102*0915*101*X*", "*20261102*2515*101*X*"},
    .passes = {"837p-clean.edi", "*20261102*0915*101*X*", "*20261102*091530*101*X*"},
    .envelope_fault = edi::EnvelopeFault::group_element,
    .envelope_message = say,
};

} // namespace rules
