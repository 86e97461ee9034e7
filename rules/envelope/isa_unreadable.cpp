#include "rules/envelope/wording.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "the ISA cannot be read: its delimiters or its number of elements are wrong";
    say_unanswered(m, detail);
}

} // namespace

extern Rule const isa_unreadable;
constinit Rule const isa_unreadable{
    .id = "E008",
    .name = "isa-unreadable",
    .snip = 1,
    .title = "ISA that cannot be read",
    .explanation = "The ISA states its delimiters by position. Here they are equal to each other, not allowed as delimiters, or the "
                   "segment has too few elements. The interchange cannot be split into segments.",
    .help = "Write the ISA with its 16 elements and four different delimiters.",
    .ack_ta1 = "004-027",
    .source = "X12 005010 control standard: ISA and delimiters; TA105 004, 016, 022, 027",
    .fires = {"837p-clean.edi", "*0*T*:~", "*0*T**~"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::isa_unreadable,
    .envelope_message = say,
};

} // namespace rules
