#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "ISA" << detail.element / 10 << detail.element % 10 << " is \"";
    m.printable(detail.found, 40) << "\" but must be ";
    m.printable(detail.expected, 40);
}

} // namespace

extern Rule const isa_element;
constinit Rule const isa_element{
    .id = "E010",
    .name = "isa-element",
    .snip = 1,
    .title = "ISA element with a value that is not allowed",
    .explanation = "An element of the ISA has a value that the standard does not provide. Receivers route and answer by these elements and "
                   "refuse the interchange. The TA1 names the element by a code of its own, 003 and 005 to 020.",
    .help = "Correct the element of the ISA.",
    .ack_ta1 = "003-020",
    .source = "X12 005010 control standard: ISA01 to ISA16; TA105 003, 005 to 020",
    .fires = {"837p-clean.edi", "*0*T*:~", "*0*X*:~"},
    .passes = {"837p-clean.edi", "*0*T*:~", "*0*P*:~"},
    .envelope_fault = edi::EnvelopeFault::isa_element,
    .envelope_message = say,
};

} // namespace rules
