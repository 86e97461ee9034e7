#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    if (detail.found == detail.expected)
        m << "the elements of the ISA have not their fixed widths, though it has " << detail.expected << " characters in all";
    else
        m << "the ISA has " << detail.found << " characters instead of " << detail.expected;
}

} // namespace

extern Rule const isa_width;
constinit Rule const isa_width{
    .id = "E009",
    .name = "isa-width",
    .severity = Severity::warning,
    .snip = 1,
    .title = "ISA not of its fixed width",
    .explanation = "Every ISA element has a fixed width, filled with blanks or zeros. This ISA could be read all the same, but a receiver "
                   "that goes by position will misread it.",
    .help = "Fill every ISA element to its width, 106 characters with the terminator.",
    .ack_ta1 = "022",
    .source = "X12 005010 control standard: ISA fixed widths",
    .fires = {"837p-clean.edi", "*ZZ*RIVERBEND      *", "*ZZ*RIVERBEND*"},
    .passes = {"837p-clean.edi", "", ""},
    .envelope_fault = edi::EnvelopeFault::isa_width,
    .envelope_message = say,
};

} // namespace rules
